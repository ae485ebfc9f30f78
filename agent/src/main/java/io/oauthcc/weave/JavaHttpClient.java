package io.oauthcc.weave;

/**
 * {@code java.net.http.HttpClient} of Java 11 and later, its WebSocket handshake included.
 *
 * <p>{@code MultiExchange.responseAsyncImpl} begins every hop: the first, a redirect's, a retry's.
 * It must not wait, since it may run on the client's selector thread; the token goes into the hop's
 * system headers there, which no application sees. What the application itself put on the hop is
 * looked at where the client fetches it for the wire, in {@code HttpRequestImpl.getUserHeaders}. A
 * refused hop is followed by another one where the client itself would authenticate.
 */
final class JavaHttpClient {

  static final String EXCHANGE = "jdk/internal/net/http/MultiExchange";
  static final String FILTER = "jdk/internal/net/http/AuthenticationFilter";
  static final String REQUEST = "jdk/internal/net/http/HttpRequestImpl";
  private static final String RESPONSE = "jdk/internal/net/http/Response";
  private static final String BUILDER = "jdk/internal/net/http/common/HttpHeadersBuilder";
  private static final String HEADERS = "java/net/http/HttpHeaders";

  private JavaHttpClient() {}

  static Client client() {
    return new Client(
        "java-http-client",
        null,
        new AdvisedMethod[] {
          new AdvisedMethod(
              EXCHANGE,
              "responseAsyncImpl",
              ")Ljava/util/concurrent/CompletableFuture;",
              "io/oauthcc/weave/ResponseAsyncAdvice"),
          new AdvisedMethod(
              REQUEST,
              "getUserHeaders",
              "()Ljava/net/http/HttpHeaders;",
              "io/oauthcc/weave/UserHeadersAdvice"),
          new AdvisedMethod(
              FILTER,
              "request",
              "(Ljdk/internal/net/http/HttpRequestImpl;Ljdk/internal/net/http/MultiExchange;)V",
              "io/oauthcc/weave/CachedCredentialsAdvice"),
          new AdvisedMethod(
              FILTER,
              "response",
              "(Ljdk/internal/net/http/Response;)Ljdk/internal/net/http/HttpRequestImpl;",
              "io/oauthcc/weave/AuthenticationFilterAdvice")
        },
        new String[] {
          EXCHANGE + ".currentreq:Ljdk/internal/net/http/HttpRequestImpl;",
          EXCHANGE + ".executor:Ljdk/internal/net/http/HttpClientImpl$DelegatingExecutor;",
          "jdk/internal/net/http/HttpClientImpl$DelegatingExecutor"
              + ".delegate()Ljava/util/concurrent/Executor;",
          EXCHANGE + ".attempts:Ljava/util/concurrent/atomic/AtomicInteger;",
          EXCHANGE + ".response:Ljava/net/http/HttpResponse;",
          "jdk/internal/net/http/Exchange.multi:Ljdk/internal/net/http/MultiExchange;",
          RESPONSE + ".exchange:Ljdk/internal/net/http/Exchange;",
          RESPONSE + ".isConnectResponse:Z",
          RESPONSE + ".statusCode()I",
          RESPONSE + ".request()Ljdk/internal/net/http/HttpRequestImpl;",
          "java/net/http/HttpResponse.statusCode()I",
          "java/net/http/HttpResponse.request()Ljava/net/http/HttpRequest;",
          "java/net/http/HttpResponse.previousResponse()Ljava/util/Optional;",
          REQUEST + ".requestPublisher:Ljava/net/http/HttpRequest$BodyPublisher;",
          REQUEST
              + ".newInstanceForAuthentication(Ljdk/internal/net/http/HttpRequestImpl;)"
              + "Ljdk/internal/net/http/HttpRequestImpl;",
          REQUEST + ".uri()Ljava/net/URI;",
          REQUEST + ".headers()Ljava/net/http/HttpHeaders;",
          REQUEST + ".timeout()Ljava/util/Optional;",
          REQUEST + ".getSystemHeadersBuilder()L" + BUILDER + ";",
          REQUEST + ".setSystemHeader(Ljava/lang/String;Ljava/lang/String;)V",
          BUILDER + ".<init>()V",
          BUILDER + ".map()Ljava/util/Map;",
          BUILDER + ".build()Ljava/net/http/HttpHeaders;",
          HEADERS + ".allValues(Ljava/lang/String;)Ljava/util/List;",
          HEADERS + ".map()Ljava/util/Map;",
          "java/net/http/HttpTimeoutException.<init>(Ljava/lang/String;)V"
        });
  }
}
