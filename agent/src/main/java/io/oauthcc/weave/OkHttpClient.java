package io.oauthcc.weave;

import java.util.Arrays;

/**
 * OkHttp 3.9 to 5, and copies of it in another package.
 *
 * <p>A call waits for its token in {@code ConnectInterceptor}, once per hop, where an {@code
 * IOException} reaches the application as one. {@code CallServerInterceptor} knows whether the
 * connection is TLS. The value goes on the wire in the codecs, which write a hop's headers after
 * every interceptor and event listener has seen the request, and which no {@code CONNECT} passes.
 * All run on one thread, each inside the one before, unless an interceptor of the application's
 * goes on in another: what is known of a call is kept under its {@code Call}. A hop that is sent
 * once more is one of the twenty follow-ups that OkHttp allows, as those of its own {@code
 * Authenticator} are; its first answer is kept out of {@code priorResponse()}.
 */
final class OkHttpClient {

  /** In the configuration. */
  static final String NAME = "okhttp";

  /** What to do where a version is not woven. */
  static final String REMEDY = "OkHttp 3.9 to 5 is woven: update it.";

  static final String CALL_SERVER = "okhttp3/internal/http/CallServerInterceptor";
  static final String CONNECT = "okhttp3/internal/connection/ConnectInterceptor";
  static final String RESPONSE_BUILDER = "okhttp3/Response$Builder";
  static final String HTTP1_EXCHANGE_CODEC = "okhttp3/internal/http1/Http1ExchangeCodec";
  static final String HTTP2_EXCHANGE_CODEC = "okhttp3/internal/http2/Http2ExchangeCodec";
  static final String HTTP1_CODEC = "okhttp3/internal/http1/Http1Codec";
  static final String HTTP2_CODEC = "okhttp3/internal/http2/Http2Codec";

  private static final String REQUEST = "okhttp3/Request";
  private static final String RESPONSE = "okhttp3/Response";
  static final String FOLLOW_UPS = "okhttp3/internal/http/RetryAndFollowUpInterceptor";
  private static final String URL = "okhttp3/HttpUrl";

  /** What the advice of both layouts uses. */
  private static final String[] MEMBERS = {
    "okhttp3/Interceptor$Chain.request()Lokhttp3/Request;",
    "okhttp3/Interceptor$Chain.call()Lokhttp3/Call;",
    "okhttp3/Interceptor$Chain.connection()Lokhttp3/Connection;",
    "okhttp3/Connection.handshake()Lokhttp3/Handshake;",
    "okhttp3/Call.isCanceled()Z",
    REQUEST + ".url()Lokhttp3/HttpUrl;",
    REQUEST + ".headers(Ljava/lang/String;)Ljava/util/List;",
    REQUEST + ".newBuilder()Lokhttp3/Request$Builder;",
    REQUEST + "$Builder.header(Ljava/lang/String;Ljava/lang/String;)Lokhttp3/Request$Builder;",
    REQUEST + "$Builder.removeHeader(Ljava/lang/String;)Lokhttp3/Request$Builder;",
    REQUEST + "$Builder.build()Lokhttp3/Request;",
    URL + ".scheme()Ljava/lang/String;",
    URL + ".host()Ljava/lang/String;",
    URL + ".port()I",
    URL + ".encodedPath()Ljava/lang/String;",
    URL + ".encodedQuery()Ljava/lang/String;",
    REQUEST + ".body()Lokhttp3/RequestBody;",
    RESPONSE + ".code()I",
    RESPONSE + ".request()Lokhttp3/Request;",
    RESPONSE + ".networkResponse()Lokhttp3/Response;",
    RESPONSE + ".priorResponse()Lokhttp3/Response;",
    RESPONSE + ".handshake()Lokhttp3/Handshake;"
  };

  /** How a body tells that it can be written once only, since 3.14. */
  private static final String[] ASKED_OF_BODIES = {
    "okhttp3/RequestBody.isOneShot()Z", "okhttp3/RequestBody.isDuplex()Z"
  };

  private static final String[] MEMBERS_OF_MISSABLE_CLASSES = {
    "okhttp3/MultipartBody.parts()Ljava/util/List;",
    "okhttp3/MultipartBody$Part.body()Lokhttp3/RequestBody;"
  };

  private static final String[] NO_MEMBERS = {};

  private OkHttpClient() {}

  /** The layout since 3.14. */
  static Client withExchangeCodecs() {
    return client(HTTP1_EXCHANGE_CODEC, HTTP2_EXCHANGE_CODEC, ASKED_OF_BODIES, NO_MEMBERS);
  }

  /** The layout from 3.9 to 3.13. */
  static Client withCodecs() {
    return client(HTTP1_CODEC, HTTP2_CODEC, NO_MEMBERS, ASKED_OF_BODIES);
  }

  private static Client client(
      String http1Codec, String http2Codec, String[] ownMembers, String[] absentMembers) {
    String[] members = Arrays.copyOf(ownMembers, ownMembers.length + MEMBERS.length);
    System.arraycopy(MEMBERS, 0, members, ownMembers.length, MEMBERS.length);
    return new Client(
        NAME,
        "okhttp3/",
        new AdvisedMethod[] {
          interceptor(CONNECT),
          interceptor(CALL_SERVER),
          new AdvisedMethod(
              RESPONSE_BUILDER,
              "priorResponse",
              "(Lokhttp3/Response;)Lokhttp3/Response$Builder;",
              "io/oauthcc/weave/PriorResponseAdvice"),
          new AdvisedMethod(
              FOLLOW_UPS,
              "followUpRequest",
              ")Lokhttp3/Request;",
              "io/oauthcc/weave/FollowUpRequestAdvice"),
          codec(http1Codec),
          codec(http2Codec)
        },
        members,
        MEMBERS_OF_MISSABLE_CLASSES,
        absentMembers);
  }

  private static AdvisedMethod interceptor(String interceptor) {
    return new AdvisedMethod(
        interceptor,
        "intercept",
        "(Lokhttp3/Interceptor$Chain;)Lokhttp3/Response;",
        "io/oauthcc/weave/InterceptorAdvice");
  }

  private static AdvisedMethod codec(String codec) {
    return new AdvisedMethod(
        codec, "writeRequestHeaders", "(Lokhttp3/Request;)V", "io/oauthcc/weave/CodecAdvice");
  }
}
