package io.oauthcc.benchmarks.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A token endpoint that takes its time, gives the same token each time, and counts. */
final class TokenServer {

  private final AtomicLong requests = new AtomicLong();
  private final HttpServer server;
  private final byte[] answer;
  private final long delayMillis;

  /** Listens on a free port of the loopback address, and answers. */
  TokenServer(String token, long expiresInSeconds, long delayMillis) throws IOException {
    this.delayMillis = delayMillis;
    answer =
        ("{\"access_token\":\""
                + token
                + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                + expiresInSeconds
                + "}")
            .getBytes(StandardCharsets.US_ASCII);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16384);
    server.createContext("/token", this::issue);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How many tokens were asked for so far. */
  long requests() {
    return requests.get();
  }

  private void issue(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Thread.sleep(delayMillis);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
