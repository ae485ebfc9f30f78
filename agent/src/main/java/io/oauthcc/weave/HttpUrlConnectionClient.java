package io.oauthcc.weave;

/**
 * {@code java.net.HttpURLConnection}, http and https.
 *
 * <p>{@code writeRequests()} is called once per hop, after the JDK has decided where the hop goes
 * and before it writes the headers, and never for a {@code CONNECT}.
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
          new Hook(CONNECTION, "writeRequests", "()V", "io/oauthcc/weave/WriteRequestsAdvice")
        },
        new String[] {
          CONNECTION + ".requests:Lsun/net/www/MessageHeader;",
          CONNECTION + ".url:Ljava/net/URL;",
          HEADERS + ".findValue(Ljava/lang/String;)Ljava/lang/String;",
          HEADERS + ".multiValueIterator(Ljava/lang/String;)Ljava/util/Iterator;",
          HEADERS + ".set(Ljava/lang/String;Ljava/lang/String;)V",
          HEADERS + ".remove(Ljava/lang/String;)V"
        });
  }
}
