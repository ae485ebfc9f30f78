package io.oauthcc.it.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** What an application sees of OkHttp where more happens than one answer to one request. */
final class OkHttpStreams {
  private OkHttpStreams() {}

  static void push(Scene scene) {
    OkHttpClient client = OkHttpScenes.watched(scene).build();
    for (int i = 0; i < 2; i++) {
      OkHttpScenes.each(
          scene, "pushing", client, OkHttpScenes.to(scene.url("secure", "/pushing")).build());
    }
    OkHttpScenes.each(
        scene, "pushed", client, OkHttpScenes.to(scene.url("secure", "/echo")).build());
  }

  /** Many calls on one connection, and one after the other where the dispatcher says so. */
  static void streams(Scene scene) throws Exception {
    OkHttpClient client = new OkHttpClient();
    client.newCall(OkHttpScenes.to(scene.url("secure", "/text")).build()).execute().close();
    many(scene, client, "secure");
    scene.saw("connections", client.connectionPool().connectionCount());
    OkHttpClient narrow = new OkHttpClient();
    narrow.dispatcher().setMaxRequestsPerHost(1);
    many(scene, narrow, "api");
    scene.saw("connections", narrow.connectionPool().connectionCount());
  }

  private static void many(Scene scene, OkHttpClient client, String place) throws Exception {
    List<CompletableFuture<Response>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Response> answer = new CompletableFuture<>();
      all.add(answer);
      client
          .newCall(OkHttpScenes.to(scene.url(place, "/echo?" + i)).build())
          .enqueue(new Reading(answer));
    }
    for (CompletableFuture<Response> one : all) {
      OkHttpScenes.saw(scene, "one of many", one.get(60, TimeUnit.SECONDS));
    }
  }

  /** Takes the whole body on the dispatcher's thread, so that the connection is free again. */
  private static final class Reading implements okhttp3.Callback {
    private final CompletableFuture<Response> answer;

    Reading(CompletableFuture<Response> answer) {
      this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    @SuppressWarnings("deprecation") // What 3.9 has.
    public void onResponse(Call call, Response response) throws IOException {
      ResponseBody body = response.body();
      String text = body == null ? "" : body.string();
      answer.complete(response.newBuilder().body(ResponseBody.create(null, text)).build());
    }
  }

  static void webSocket(Scene scene) throws Exception {
    for (String place : new String[] {"api", "secure"}) {
      OkHttpClient client = OkHttpScenes.watched(scene).build();
      for (String path : new String[] {"/websocket", "/status-404"}) {
        Messages messages = new Messages(scene);
        WebSocket socket =
            client.newWebSocket(
                OkHttpScenes.to(scene.url(place, path))
                    .header("X-Mine", "mine")
                    .header("Sec-WebSocket-Protocol", "first")
                    .build(),
                messages);
        scene.saw("end", messages.end.get(60, TimeUnit.SECONDS));
        OkHttpScenes.saw(scene, "socket", socket.request());
      }
    }
  }

  private static final class Messages extends WebSocketListener {
    private final Scene scene;
    private final CompletableFuture<String> end = new CompletableFuture<>();

    Messages(Scene scene) {
      this.scene = scene;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      scene.saw("open", response);
      OkHttpScenes.saw(scene, "open", response.request());
      OkHttpScenes.sawHeaders(scene, "open", response.headers());
      socket.send("ping");
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      scene.saw("message", text);
      end.complete("answered");
      socket.cancel();
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
      if (response != null && !end.isDone()) {
        scene.sawFailure("refused", failure);
        OkHttpScenes.saw(scene, "refused", response.request());
        response.close();
        end.complete("refused");
      }
      end.completeExceptionally(failure);
    }
  }
}
