package io.oauthcc.it.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** What an application sees of OkHttp 3.9 to 5 where calls go well. */
final class OkHttpScenes {
  private OkHttpScenes() {}

  /** A client that shows all it can to the scene. */
  static OkHttpClient.Builder watched(Scene scene, Protocol... protocols) {
    return new OkHttpClient.Builder()
        .protocols(
            protocols.length == 0
                ? Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1)
                : Arrays.asList(protocols))
        .socketFactory(new PromptSocketFactory())
        .readTimeout(30, TimeUnit.SECONDS)
        .eventListenerFactory(call -> new OkHttpEvents(scene))
        .addInterceptor(chain -> watch(scene, "interceptor", chain))
        .addNetworkInterceptor(chain -> watch(scene, "network interceptor", chain));
  }

  private static Response watch(Scene scene, String who, Interceptor.Chain chain)
      throws IOException {
    saw(scene, who + " request", chain.request());
    scene.saw(who + " connected", chain.connection() != null);
    Response response = chain.proceed(chain.request());
    scene.saw(who + " answer", response);
    sawHeaders(scene, who + " answer", response.headers());
    return response;
  }

  static void saw(Scene scene, String what, Request request) {
    scene.saw(what, request.method() + " " + request.url() + " " + request.isHttps());
    scene.saw(what, shown(request));
    sawHeaders(scene, what, request.headers());
    scene.saw(what + " Authorization", request.header("Authorization"));
  }

  /** Its text; some versions show a tag that has no text of its own. */
  private static String shown(Request request) {
    return request.toString().replaceAll("@[0-9a-f]+", "@");
  }

  static void sawHeaders(Scene scene, String what, Headers headers) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < headers.size(); i++) {
      lines.append("\n    ").append(headers.name(i)).append('=').append(headers.value(i));
    }
    scene.saw(what, lines);
  }

  /** Writes down an answer and all that led to it, and closes it. */
  static void saw(Scene scene, String what, Response last) throws IOException {
    ResponseBody body = last.body();
    scene.saw(what, last.protocol() + " " + last.message() + " " + last.isRedirect());
    scene.saw(what, body == null ? null : body.string());
    for (Response response = last; response != null; response = response.priorResponse()) {
      scene.saw("answer", response);
      saw(scene, "asked", response.request());
      sawHeaders(scene, "answer", response.headers());
      scene.saw("TLS", response.handshake() != null);
      sawInner(scene, "of the network", response.networkResponse());
      sawInner(scene, "of the cache", response.cacheResponse());
      scene.saw("challenges", response.challenges());
    }
    last.close();
  }

  private static void sawInner(Scene scene, String what, @Nullable Response response) {
    scene.saw(what, response);
    if (response != null) {
      saw(scene, "asked " + what, response.request());
      sawHeaders(scene, "answer " + what, response.headers());
    }
  }

  /** Makes the call on both methods. */
  static void each(Scene scene, String what, OkHttpClient client, Request request) {
    scene.saw(
        what,
        () -> {
          Call call = client.newCall(request);
          saw(scene, what, call.execute());
          scene.saw("executed", call.isExecuted() + " " + call.isCanceled());
          saw(scene, "call", call.request());
          scene.saw("the same request", call.request() == request);
          return "executed";
        });
    scene.saw(
        what + " asynchronously",
        () -> {
          CompletableFuture<Response> answer = new CompletableFuture<>();
          client.newCall(request).clone().enqueue(new Completing(answer));
          saw(scene, what, answer.get(60, TimeUnit.SECONDS));
          return "enqueued";
        });
  }

  static Request.Builder to(String url) {
    return new Request.Builder().url(url);
  }

  static RequestBody text(String type) {
    return new TextBody(MediaType.parse(type), -2);
  }

  static void headers(Scene scene) throws IOException {
    OkHttpClient client = watched(scene).build();
    for (String place : new String[] {"api", "secure"}) {
      each(
          scene,
          place,
          client,
          to(scene.url(place, "/text?a=b"))
              .header("X-First", "1")
              .addHeader("x-many", "1")
              .addHeader("X-Many", "2")
              .header("User-Agent", "scene/1.0")
              .build());
      each(scene, place + " plain", client, to(scene.url(place, "/gzip")).build());
      each(
          scene,
          place + " as asked",
          client,
          to(scene.url(place, "/text")).header("Accept-Encoding", "identity").build());
    }
    OkHttpClient copy = client.newBuilder().followRedirects(false).build();
    each(scene, "copy", copy, to(scene.url("api", "/redirect-here")).build());
  }

  /** An Authorization of the application's own. */
  static void own(Scene scene) {
    OkHttpClient client = watched(scene).build();
    for (String path : new String[] {"/echo", "/redirect-here", "/redirect-there-and-back"}) {
      each(
          scene,
          path,
          client,
          to(scene.url("api", path)).header("Authorization", scene.password()).build());
    }
  }

  static void redirects(Scene scene) {
    for (String place : new String[] {"api", "secure"}) {
      OkHttpClient client = watched(scene).build();
      for (String path :
          new String[] {"/redirect-here", "/redirect-to-foreign", "/redirect-there-and-back"}) {
        each(scene, path, client, to(scene.url(place, path)).header("X-Mine", "mine").build());
        each(
            scene,
            "post " + path,
            client,
            to(scene.url(place, path)).post(text("text/plain")).build());
      }
    }
    OkHttpClient unwatched = new OkHttpClient();
    each(scene, "loop", unwatched, to(scene.url("api", "/loop")).build());
  }

  static void methods(Scene scene) {
    for (Protocol[] protocols :
        new Protocol[][] {{Protocol.HTTP_1_1}, {Protocol.HTTP_2, Protocol.HTTP_1_1}}) {
      OkHttpClient client = watched(scene, protocols).build();
      String url = scene.url("secure", "/echo");
      each(scene, "HEAD", client, to(url).head().build());
      each(scene, "OPTIONS", client, to(url).method("OPTIONS", null).build());
      for (String method : new String[] {"POST", "PUT", "DELETE"}) {
        for (int length : new int[] {-1, -2, 9}) {
          RequestBody body = new TextBody(MediaType.parse("text/plain"), length);
          each(scene, method + length, client, to(url).method(method, body).build());
        }
      }
      MultipartBody parts =
          new MultipartBody.Builder("boundary")
              .setType(MultipartBody.FORM)
              .addFormDataPart("a", "b")
              .addFormDataPart("file", "name.txt", text("text/plain"))
              .build();
      each(scene, "multipart", client, to(url).post(parts).build());
    }
  }

  /** A body that waits until the server wants it. */
  static void expecting(Scene scene) {
    each(
        scene,
        "expecting",
        watched(scene).build(),
        to(scene.url("patient", "/echo"))
            .post(text("text/plain"))
            .header("Expect", "100-continue")
            .build());
  }

  static void cookies(Scene scene) {
    OkHttpClient client = watched(scene).cookieJar(new Jar(scene)).build();
    for (String place : new String[] {"api", "secure"}) {
      for (String path : new String[] {"/cookie", "/redirect-to-foreign", "/status-404"}) {
        each(scene, path, client, to(scene.url(place, path)).build());
      }
    }
  }

  /** The application's own authenticator where a token is refused and nothing is sent again. */
  static void authenticator(Scene scene) {
    OkHttpClient client =
        watched(scene)
            .authenticator(
                (route, response) -> {
                  scene.saw("asked for", route + " " + response.challenges());
                  saw(scene, "refused", response.request());
                  return response.request().header("Authorization") != null
                      ? null
                      : response
                          .request()
                          .newBuilder()
                          .header("Authorization", scene.password())
                          .build();
                })
            .build();
    each(scene, "basic", client, to(scene.url("unheeded", "/basic-only")).build());
    each(
        scene,
        "basic post",
        client,
        to(scene.url("unheeded", "/basic-only")).post(text("text/plain")).build());
  }

  /** Connections that can be used again, and some that cannot. */
  static void connections(Scene scene) {
    OkHttpClient client = watched(scene).build();
    for (String path :
        new String[] {"/text", "/redirect-here", "/status-404", "/no-length", "/text"}) {
      each(scene, path, client, to(scene.url("kept", path)).build());
      scene.saw("connections", client.connectionPool().connectionCount());
    }
    each(scene, "post", client, to(scene.url("kept", "/echo")).post(text("text/plain")).build());
    each(
        scene,
        "closing",
        client,
        to(scene.url("kept", "/text")).header("Connection", "close").build());
    scene.saw("connections", client.connectionPool().connectionCount());
  }

  /** Completes a future as a call ends. */
  static final class Completing implements Callback {
    private final CompletableFuture<Response> answer;

    Completing(CompletableFuture<Response> answer) {
      this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
      answer.complete(response);
    }
  }

  /** Says what it is asked and given. */
  private static final class Jar implements CookieJar {
    private final Scene scene;
    private final List<Cookie> kept = new ArrayList<>();

    Jar(Scene scene) {
      this.scene = scene;
    }

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
      scene.saw("cookies from " + url, cookies);
      kept.addAll(cookies);
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
      scene.saw("cookies for " + url, kept);
      return new ArrayList<>(kept);
    }
  }

  /** Nine bytes, whose length it knows, does not know (-1), or does and can be sent once (-2). */
  private static final class TextBody extends RequestBody {
    private final @Nullable MediaType type;
    private final int length;

    TextBody(@Nullable MediaType type, int length) {
      this.type = type;
      this.length = length;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return length == -2 ? 9 : length;
    }

    @Override
    public boolean isOneShot() {
      return length == -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8("some text");
    }
  }
}
