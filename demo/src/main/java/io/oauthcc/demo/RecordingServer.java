package io.oauthcc.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free loopback port that remembers what it was asked. */
final class RecordingServer implements AutoCloseable {

  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** One request: its {@code Authorization} header ("" if none) and its body. */
  record Seen(String authorization, String body) {}

  /** What a server answers. */
  record Answer(int status, String body) {}

  /** A server's behaviour. */
  interface Handler {
    Answer answer(Seen request);
  }

  RecordingServer(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> handle(exchange, handler));
    server.start();
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Seen request = new Seen(authorization == null ? "" : authorization, body);
    seen.add(request);
    Answer answer = handler.answer(request);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What was asked since the last call. */
  List<Seen> take() {
    List<Seen> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
