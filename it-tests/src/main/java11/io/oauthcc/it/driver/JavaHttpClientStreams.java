package io.oauthcc.it.driver;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an application sees of {@code java.net.http} where answers come bit by bit. */
final class JavaHttpClientStreams {
  private JavaHttpClientStreams() {}

  /** Every way to take a body, on both methods. */
  static void bodies(Scene scene) throws Exception {
    for (String place : List.of("api", "secure")) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request = JavaHttpClientScenes.to(scene.url(place, "/text")).build();
      HttpResponse<Stream<String>> lines =
          client.sendAsync(request, BodyHandlers.ofLines()).get(60, TimeUnit.SECONDS);
      scene.saw("lines", lines.body().collect(Collectors.toList()));
      try (InputStream in = client.sendAsync(request, BodyHandlers.ofInputStream()).get().body()) {
        scene.saw("stream", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      }
      for (boolean async : new boolean[] {false, true}) {
        Collected collected = new Collected(/* cancelling= */ false);
        HttpResponse<String> subscribed =
            send(client, request, BodyHandlers.fromSubscriber(collected, Collected::text), async);
        JavaHttpClientScenes.saw(scene, "subscriber", subscribed);
        HttpResponse<Void> discarded = send(client, request, BodyHandlers.discarding(), async);
        JavaHttpClientScenes.saw(scene, "discarded", discarded);
        HttpResponse<String> replaced =
            send(client, request, BodyHandlers.replacing("other"), async);
        JavaHttpClientScenes.saw(scene, "replaced", replaced);
        HttpResponse<String> informed = send(client, request, info -> told(scene, info), async);
        JavaHttpClientScenes.saw(scene, "informed", informed);
      }
    }
    // Over HTTP/1.1: whether a stream that is cancelled fails the call is a matter of time.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest large = JavaHttpClientScenes.to(scene.url("api", "/large")).build();
    Collected cancelled = new Collected(/* cancelling= */ true);
    scene.saw(
        "cancelled",
        client.sendAsync(large, info -> cancelled.subscriber()).get(60, TimeUnit.SECONDS).body());
    HttpRequest next = JavaHttpClientScenes.to(scene.url("api", "/text")).build();
    scene.saw("next", client.send(next, BodyHandlers.ofString()).body());
  }

  private static HttpResponse.BodySubscriber<String> told(
      Scene scene, HttpResponse.ResponseInfo info) {
    scene.saw("info", info.statusCode() + " " + info.version());
    scene.sawHeaders("info", info.headers().map());
    return BodySubscribers.ofString(StandardCharsets.US_ASCII);
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, BodyHandler<T> handler, boolean async)
      throws Exception {
    return async
        ? client.sendAsync(request, handler).get(60, TimeUnit.SECONDS)
        : client.send(request, handler);
  }

  static void push(Scene scene) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        JavaHttpClientScenes.to(scene.url("secure", "/pushing")).header("X-Mine", "mine").build();
    List<CompletableFuture<HttpResponse<String>>> pushed = new CopyOnWriteArrayList<>();
    HttpResponse.PushPromiseHandler<String> telling =
        (initial, promised, accept) -> {
          scene.sawHeaders("pushed for " + initial, initial.headers().map());
          scene.sawHeaders("pushed " + promised, promised.headers().map());
          pushed.add(accept.apply(BodyHandlers.ofString()));
        };
    JavaHttpClientScenes.saw(
        scene,
        "pushing",
        client.sendAsync(request, BodyHandlers.ofString(), telling).get(60, TimeUnit.SECONDS));
    for (CompletableFuture<HttpResponse<String>> one : pushed) {
      JavaHttpClientScenes.saw(scene, "pushed", one.get(60, TimeUnit.SECONDS));
    }
    JavaHttpClientScenes.saw(scene, "unwanted", client.send(request, BodyHandlers.ofString()));
  }

  /** Many calls on one connection. */
  static void streams(Scene scene) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    client.send(
        JavaHttpClientScenes.to(scene.url("secure", "/text")).build(), BodyHandlers.ofString());
    for (int i = 0; i < 20; i++) {
      HttpRequest request = JavaHttpClientScenes.to(scene.url("secure", "/echo?" + i)).build();
      all.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      JavaHttpClientScenes.saw(scene, "one of many", one.get(60, TimeUnit.SECONDS));
    }
  }

  static void webSocket(Scene scene) throws Exception {
    for (String place : List.of("api", "secure")) {
      HttpClient client = HttpClient.newHttpClient();
      Messages messages = new Messages(scene);
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("X-Mine", "mine")
              .subprotocols("first", "second")
              .connectTimeout(Duration.ofSeconds(30))
              .buildAsync(address(scene, place, "/websocket"), messages)
              .get(60, TimeUnit.SECONDS);
      scene.saw("subprotocol", socket.getSubprotocol());
      socket.sendText("ping", true).get(60, TimeUnit.SECONDS);
      scene.saw("message", messages.first.get(60, TimeUnit.SECONDS));
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").get(60, TimeUnit.SECONDS);
      scene.saw("closed", messages.closed.get(60, TimeUnit.SECONDS));
      scene.saw(
          "refused",
          () ->
              client
                  .newWebSocketBuilder()
                  .buildAsync(address(scene, place, "/status-404"), new Messages(scene))
                  .get(60, TimeUnit.SECONDS));
    }
  }

  private static URI address(Scene scene, String place, String path) {
    return URI.create(scene.url(place, path).replaceFirst("^http", "ws"));
  }

  private static final class Messages implements WebSocket.Listener {
    private final Scene scene;
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    Messages(Scene scene) {
      this.scene = scene;
    }

    @Override
    public void onOpen(WebSocket socket) {
      scene.saw("open", socket.getSubprotocol());
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      first.complete(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code + " " + reason);
      return null;
    }
  }

  /** Collects a body, or the first bytes of it. */
  private static final class Collected implements Flow.Subscriber<List<ByteBuffer>> {
    private final boolean cancelling;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> cancelled = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    Collected(boolean cancelling) {
      this.cancelling = cancelling;
    }

    HttpResponse.BodySubscriber<String> subscriber() {
      Collected body = this;
      return new HttpResponse.BodySubscriber<>() {
        @Override
        public CompletionStage<String> getBody() {
          return cancelled;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
          body.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
          body.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
          body.onError(failure);
        }

        @Override
        public void onComplete() {
          body.onComplete();
        }
      };
    }

    String text() {
      return text.toString();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      for (ByteBuffer bytes : item) {
        text.append(StandardCharsets.US_ASCII.decode(bytes));
      }
      Flow.Subscription given = subscription;
      if (given != null && cancelling) {
        given.cancel();
        cancelled.complete(text.substring(0, 5));
      } else if (given != null) {
        given.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      text.append(failure);
    }

    @Override
    public void onComplete() {
      text.append(" and its end");
    }
  }
}
