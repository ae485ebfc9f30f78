package io.oauthcc.weave;

/**
 * {@code java.net.HttpURLConnection}, http and https.
 *
 * <p>{@code writeRequests()} is called once per hop, after the JDK has decided where the hop goes
 * and before it writes the headers, and never for a {@code CONNECT}. A hop that is sent once more
 * goes through the JDK's own loop in {@code getInputStream0()}, and counts among the twenty hops it
 * allows, as those of an {@code Authenticator} do.
 */
final class HttpUrlConnectionClient {

  private static final String CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String HEADERS = "sun/net/www/MessageHeader";

  private HttpUrlConnectionClient() {}

  static Client client() {
    return new Client(
        "http-url-connection",
        null,
        new Hook[] {
          new Hook(CONNECTION, "writeRequests", "()V", "io/oauthcc/weave/WriteRequestsAdvice"),
          new Hook(
              CONNECTION,
              "getInputStream0",
              "()Ljava/io/InputStream;",
              "io/oauthcc/weave/InputStreamAdvice"),
          new Hook(
              CONNECTION,
              "getOutputStream0",
              "()Ljava/io/OutputStream;",
              "io/oauthcc/weave/OutputStreamAdvice"),
          new Hook(
              CONNECTION,
              "getServerAuthentication",
              ")Lsun/net/www/protocol/http/AuthenticationInfo;",
              "io/oauthcc/weave/ServerAuthenticationAdvice"),
          new Hook(CONNECTION, "followRedirect", "()Z", "io/oauthcc/weave/FollowRedirectAdvice")
        },
        new String[] {
          CONNECTION + ".requests:Lsun/net/www/MessageHeader;",
          CONNECTION + ".url:Ljava/net/URL;",
          CONNECTION + ".http:Lsun/net/www/http/HttpClient;",
          CONNECTION + ".inputStream:Ljava/io/InputStream;",
          CONNECTION + ".rememberedException:Ljava/lang/Exception;",
          CONNECTION + ".responseCode:I",
          CONNECTION + ".static maxRedirects:I",
          CONNECTION + ".useProxyResponseCode:Z",
          CONNECTION + ".getResponseCode()I",
          CONNECTION + ".streaming()Z",
          CONNECTION + ".disconnect()V",
          HEADERS + ".findValue(Ljava/lang/String;)Ljava/lang/String;",
          HEADERS + ".multiValueIterator(Ljava/lang/String;)Ljava/util/Iterator;",
          HEADERS + ".set(Ljava/lang/String;Ljava/lang/String;)V",
          HEADERS + ".remove(Ljava/lang/String;)V"
        });
  }
}
