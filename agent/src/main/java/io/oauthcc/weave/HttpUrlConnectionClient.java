package io.oauthcc.weave;

import java.util.Arrays;

/**
 * {@code java.net.HttpURLConnection}, http and https.
 *
 * <p>A call waits for its token in {@code plainConnect0()}, before it has a connection. {@code
 * writeRequests()} is called once per hop, after the JDK has decided where the hop goes and before
 * it writes the headers, and never for a {@code CONNECT}. A hop that is sent once more goes through
 * the JDK's own loop in {@code getInputStream0()}, and counts among the twenty hops it allows, as
 * those of an {@code Authenticator} do.
 */
final class HttpUrlConnectionClient {

  static final String CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String HEADERS = "sun/net/www/MessageHeader";
  private static final String CREDENTIALS = "sun/net/www/protocol/http/AuthenticationInfo";

  /** What the advice of every layout uses. */
  private static final String[] MEMBERS = {
    CONNECTION + ".connected:Z",
    CONNECTION + ".requests:Lsun/net/www/MessageHeader;",
    CONNECTION + ".responses:Lsun/net/www/MessageHeader;",
    CONNECTION + ".setRequests:Z",
    CONNECTION + ".url:Ljava/net/URL;",
    CONNECTION + ".cacheHandler:Ljava/net/ResponseCache;",
    CONNECTION + ".inputStream:Ljava/io/InputStream;",
    CONNECTION + ".rememberedException:Ljava/lang/Exception;",
    CONNECTION + ".responseCode:I",
    CONNECTION + ".static maxRedirects:I",
    CONNECTION + ".useProxyResponseCode:Z",
    CONNECTION + ".getResponseCode()I",
    CONNECTION + ".getUseCaches()Z",
    CONNECTION + ".streaming()Z",
    CONNECTION + ".disconnect()V",
    CONNECTION
        + ".getServerAuthentication(Lsun/net/www/protocol/http/AuthenticationHeader;)"
        + "Lsun/net/www/protocol/http/AuthenticationInfo;",
    CREDENTIALS + ".supportsPreemptiveAuthorization()Z",
    HEADERS + ".findValue(Ljava/lang/String;)Ljava/lang/String;",
    HEADERS + ".multiValueIterator(Ljava/lang/String;)Ljava/util/Iterator;",
    HEADERS + ".set(Ljava/lang/String;Ljava/lang/String;)V",
    HEADERS + ".reset()V",
    HEADERS + ".remove(Ljava/lang/String;)V",
    "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection.connect()V"
  };

  private HttpUrlConnectionClient() {}

  /** The layout since Java 21: each {@code Authenticator} has a cache of its own. */
  static Client since21() {
    return client(
        "io/oauthcc/weave/KnownPasswordAdvice",
        CONNECTION + ".authCache:Lsun/net/www/protocol/http/AuthCacheImpl;",
        CREDENTIALS
            + ".getServerAuth(Ljava/net/URL;Lsun/net/www/protocol/http/AuthCacheImpl;)"
            + "Lsun/net/www/protocol/http/AuthenticationInfo;");
  }

  /** The layout since Java 9: one cache, with the {@code Authenticator} in its keys. */
  static Client since9() {
    return client(
        "io/oauthcc/weave/KeyedKnownPasswordAdvice",
        CONNECTION + ".getAuthenticatorKey()Ljava/lang/String;",
        CREDENTIALS
            + ".getServerAuth(Ljava/net/URL;Ljava/lang/String;)"
            + "Lsun/net/www/protocol/http/AuthenticationInfo;");
  }

  /** The layout of Java 8: one cache. */
  static Client of8() {
    return client(
        "io/oauthcc/weave/OldKnownPasswordAdvice",
        CREDENTIALS
            + ".getServerAuth(Ljava/net/URL;)Lsun/net/www/protocol/http/AuthenticationInfo;");
  }

  private static Client client(String knownPasswordAdvice, String... ownMembers) {
    String[] members = Arrays.copyOf(ownMembers, ownMembers.length + MEMBERS.length);
    System.arraycopy(MEMBERS, 0, members, ownMembers.length, MEMBERS.length);
    return new Client(
        "http-url-connection",
        null,
        new AdvisedMethod[] {
          new AdvisedMethod(CONNECTION, "plainConnect0", "()V", "io/oauthcc/weave/HopAdvice"),
          new AdvisedMethod(CONNECTION, "disconnect", "()V", "io/oauthcc/weave/DisconnectAdvice"),
          new AdvisedMethod(CONNECTION, "writeRequests", "()V", "io/oauthcc/weave/HopAdvice"),
          new AdvisedMethod(
              CONNECTION,
              "getInputStream0",
              "()Ljava/io/InputStream;",
              "io/oauthcc/weave/RefusedStreamAdvice"),
          new AdvisedMethod(
              CONNECTION,
              "getOutputStream0",
              "()Ljava/io/OutputStream;",
              "io/oauthcc/weave/RefusedStreamAdvice"),
          new AdvisedMethod(
              CONNECTION,
              "getServerAuthentication",
              ")Lsun/net/www/protocol/http/AuthenticationInfo;",
              knownPasswordAdvice),
          new AdvisedMethod(
              CONNECTION,
              "getServerAuthentication",
              ")Lsun/net/www/protocol/http/AuthenticationInfo;",
              "io/oauthcc/weave/ServerAuthenticationAdvice"),
          new AdvisedMethod(
              CONNECTION, "followRedirect", "()Z", "io/oauthcc/weave/FollowRedirectAdvice")
        },
        members);
  }
}
