package io.oauthcc.it.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http.HttpClient}. */
public final class JavaHttpClientDriver implements HttpDriver {
  private final ConcurrentMap<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Passwords> passwords = new ConcurrentHashMap<>();

  /** For {@link Driver}, by name. */
  public JavaHttpClientDriver() {}

  @Override
  public Answer call(Call call) throws Exception {
    Answer answer =
        call.async()
            ? begin(call).get()
            : answer(client(call).send(request(call), BodyHandlers.ofString()));
    String password = call.password();
    return answer.asked(password == null ? 0 : passwords(password).asked());
  }

  private Passwords passwords(String password) {
    return passwords.computeIfAbsent(password, Passwords::new);
  }

  @Override
  public CompletableFuture<Answer> begin(Call call) throws IOException {
    return client(call)
        .sendAsync(request(call), BodyHandlers.ofString())
        .thenApply(JavaHttpClientDriver::answer);
  }

  @Override
  public Answer webSocket(Call call) throws Exception {
    CompletableFuture<String> message = new CompletableFuture<>();
    WebSocket.Builder builder = client(call).newWebSocketBuilder();
    String authorization = call.authorization();
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    try {
      WebSocket socket =
          builder
              .buildAsync(
                  URI.create(call.url().replaceFirst("^http", "ws")), new FirstMessage(message))
              .join();
      socket.sendText("ping", true).join();
      String text = message.get();
      socket.abort();
      return new Answer(101, call.url(), "websocket", text, List.of());
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException) {
        HttpResponse<?> response = ((WebSocketHandshakeException) e.getCause()).getResponse();
        return new Answer(response.statusCode(), call.url(), "websocket", "", List.of());
      }
      throw e;
    }
  }

  private HttpClient client(Call call) {
    return clients.computeIfAbsent(call.clientKey(), key -> build(call));
  }

  private HttpClient build(Call call) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(
                call.version().equals("2")
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS);
    if (call.direct()) {
      builder.executor(Runnable::run);
    }
    String password = call.password();
    if (password != null) {
      builder.authenticator(passwords(password));
    }
    if (call.cookies()) {
      builder.cookieHandler(new CookieManager());
    }
    String reporting = call.reporting();
    if (reporting != null) {
      builder.cookieHandler(new Reporting(reporting));
    }
    Integer proxyPort = call.proxyPort();
    if (proxyPort != null) {
      builder.proxy(
          ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort)));
    }
    return builder.build();
  }

  private static HttpRequest request(Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url())).method(call.method(), publisher(call));
    String authorization = call.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    String second = call.secondAuthorization();
    if (second != null) {
      request.header("Authorization", second);
    }
    String host = call.host();
    if (host != null) {
      request.header("Host", host);
    }
    Duration limit = call.within();
    if (limit != null) {
      request.timeout(limit);
    }
    return request.build();
  }

  private static BodyPublisher publisher(Call call) throws IOException {
    String body = call.body();
    if (body == null) {
      return BodyPublishers.noBody();
    }
    byte[] bytes = call.bytes();
    switch (call.kind()) {
      case BYTES:
        return BodyPublishers.ofByteArray(bytes);
      case FILE:
        return BodyPublishers.ofFile(call.file());
      case STREAM:
        return BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)), bytes.length);
      case CHUNKED:
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
      default:
        return BodyPublishers.ofString(body);
    }
  }

  private static Answer answer(HttpResponse<String> last) {
    List<String> seen = new ArrayList<>();
    for (HttpResponse<String> response = last;
        response != null;
        response = response.previousResponse().orElse(null)) {
      seen.addAll(response.request().headers().allValues("Authorization"));
    }
    // A proxy's refusal of a tunnel comes without its body.
    String body = last.body() == null ? "" : last.body();
    return new Answer(
        last.statusCode(), last.uri().toString(), last.version().toString(), body, seen);
  }

  private static final class FirstMessage implements WebSocket.Listener {
    private final CompletableFuture<String> message;

    FirstMessage(CompletableFuture<String> message) {
      this.message = message;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.complete(data.toString());
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      message.completeExceptionally(new IOException(error));
    }
  }
}
