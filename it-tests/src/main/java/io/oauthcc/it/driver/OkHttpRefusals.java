package io.oauthcc.it.driver;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What an application sees of the answers before the last, with an {@code Authenticator} that looks
 * at them, and what comes of interceptors that do unusual things. Each place is called once.
 */
final class OkHttpRefusals {

  private static final ExecutorService ANOTHER_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "elsewhere");
            thread.setDaemon(true);
            return thread;
          });

  private OkHttpRefusals() {}

  static void refusals(Scene scene) throws Exception {
    for (String over : new String[] {"-plain", "-secure"}) {
      OkHttpClient client = client(scene, UnaryOperator.identity());
      call(scene, client, "replayed" + over, "/a", false);
      call(scene, client, "enqueued" + over, "/a", true);
      call(scene, client, "behind" + over, "/basic-only", false);
      call(scene, client, "behind-enqueued" + over, "/basic-only", true);
      call(scene, client, "counted" + over, "/counted/refuse", false);
      call(scene, client, "before" + over, "/redirect?status=302&to=basic-only", false);
      call(scene, client, "after" + over, "/steps-2", false);
      OkHttpClient elsewhere =
          client(scene, builder -> builder.addNetworkInterceptor(OkHttpRefusals::elsewhere));
      call(scene, elsewhere, "elsewhere" + over, "/a", false);
      call(scene, elsewhere, "elsewhere-enqueued" + over, "/steps-2", true);
      call(scene, elsewhere, "elsewhere-behind" + over, "/basic-only", false);
      call(scene, elsewhere, "elsewhere-cold" + over, "/a", false);
      OkHttpClient outside =
          client(scene, builder -> builder.addInterceptor(OkHttpRefusals::elsewhere));
      call(scene, outside, "outside" + over, "/a", false);
    }
  }

  /** An authenticator that never gives up. */
  static void insistence(Scene scene) throws Exception {
    for (String over : new String[] {"-plain", "-secure"}) {
      OkHttpClient client =
          client(
              scene,
              builder ->
                  builder.authenticator(
                      (route, response) -> authorized(response.request(), scene.password())));
      call(scene, client, "replaced" + over, "/basic-only", false);
      call(scene, client, "replaced-replayed" + over, "/a", true);
    }
  }

  /** A network interceptor that changes nothing but the scheme. */
  static void schemes(Scene scene) throws Exception {
    for (Protocol protocol : new Protocol[] {Protocol.HTTP_1_1, Protocol.HTTP_2}) {
      OkHttpClient client =
          client(
              scene,
              builder ->
                  builder
                      .protocols(
                          protocol == Protocol.HTTP_2
                              ? Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1)
                              : Arrays.asList(protocol))
                      .addNetworkInterceptor(OkHttpRefusals::withTheOtherScheme));
      for (String place : new String[] {"claimed", "claimed-refusing", "honest", "secure"}) {
        call(scene, client, place, "/a", false);
        call(scene, client, place, "/b", true);
      }
    }
  }

  /** A network interceptor that sends a hop to another path, or gives it a header. */
  static void changes(Scene scene) throws Exception {
    OkHttpClient client =
        client(scene, builder -> builder.addNetworkInterceptor(chain -> changed(scene, chain)));
    for (String path : new String[] {"/to-in", "/in/to-out", "/in/own", "/in/own"}) {
      call(scene, client, "changed", path, false);
    }
  }

  /** A listener that makes a call of its own before a hop's headers are written. */
  static void inside(Scene scene) throws Exception {
    OkHttpClient ofListener = client(scene, UnaryOperator.identity());
    EventListener listener =
        new EventListener() {
          @Override
          public void requestHeadersStart(Call outer) {
            String target =
                outer.request().url().toString().contains("/outer") ? "inner" : "foreign";
            try {
              call(scene, ofListener, target, "/a", false);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
    OkHttpClient client = client(scene, builder -> builder.eventListener(listener));
    call(scene, client, "outer", "/a", false);
    call(scene, client, "outer", "/a", true);
    call(scene, client, "other", "/a", false);
  }

  private static Response changed(Scene scene, Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    String url = request.url().toString();
    Request.Builder changed =
        request.newBuilder().url(url.replace("/to-in", "/in/a").replace("/in/to-out", "/out"));
    return chain.proceed(
        url.endsWith("/own")
            ? changed.header("Authorization", scene.password()).build()
            : changed.build());
  }

  private static OkHttpClient client(
      Scene scene, UnaryOperator<OkHttpClient.Builder> configuration) {
    return configuration
        .apply(
            new OkHttpClient.Builder()
                .socketFactory(new PromptSocketFactory())
                .readTimeout(30, TimeUnit.SECONDS)
                .authenticator(
                    (route, response) -> {
                      scene.saw("asked for a password after", chain(response));
                      boolean isCounting = response.request().url().encodedPath().contains("count");
                      return chain(response).split(" ").length > (isCounting ? 3 : 1)
                          ? null
                          : authorized(response.request(), scene.password());
                    }))
        .build();
  }

  private static Request authorized(Request request, String authorization) {
    return request.newBuilder().header("Authorization", authorization).build();
  }

  private static Response elsewhere(Interceptor.Chain chain) throws IOException {
    try {
      return ANOTHER_THREAD.submit(() -> chain.proceed(chain.request())).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        throw (IOException) e.getCause();
      }
      throw new IOException(e);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Response withTheOtherScheme(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    int port = request.url().port();
    return chain.proceed(
        request
            .newBuilder()
            .url(
                request
                    .url()
                    .newBuilder()
                    .scheme(request.isHttps() ? "http" : "https")
                    .port(port)
                    .build())
            .build());
  }

  private static void call(
      Scene scene, OkHttpClient client, String place, String path, boolean enqueued)
      throws Exception {
    Request.Builder request =
        new Request.Builder()
            .url(scene.url(place, path.replace("to=", "to=" + scene.url(place, "/"))));
    if (enqueued) {
      request.post(
          new MultipartBody.Builder("boundary")
              .addFormDataPart("a", "b")
              .addPart(OkHttpScenes.text("text/plain"))
              .build());
    }
    Response response;
    if (enqueued) {
      CompletableFuture<Response> answer = new CompletableFuture<>();
      client.newCall(request.build()).enqueue(new OkHttpScenes.Completing(answer));
      response = answer.get(60, TimeUnit.SECONDS);
    } else {
      response = client.newCall(request.build()).execute();
    }
    scene.saw(place, chain(response));
    response.close();
  }

  /** The statuses of an answer and of those that led to it. */
  private static String chain(Response last) {
    StringBuilder chain = new StringBuilder();
    for (Response response = last; response != null; response = response.priorResponse()) {
      chain.append(response == last ? "" : " ").append(response.code());
    }
    return chain.toString();
  }
}
