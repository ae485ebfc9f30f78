package io.oauthcc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * A strict authorization server on a loopback port: one endpoint per client, {@code
 * /<client>/token}, which issues unique tokens to well-formed client credentials requests alone.
 */
public final class TokenServer implements AutoCloseable {
  private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
  private final MockWebServer server = new MockWebServer();
  private final boolean tls;

  /**
   * @param tls whether it speaks https instead of http
   */
  public TokenServer(boolean tls) {
    QuietLogs.ofMockWebServer();
    this.tls = tls;
    server.setServerSocketFactory(new PromptSockets());
    if (tls) {
      server.useHttps(Tls.ofThisRun().serverSockets(), false);
    }
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            String[] path = String.valueOf(request.getPath()).split("/", -1);
            OAuthClient client = path.length == 3 ? clients.get(path[1]) : null;
            return client == null
                ? new MockResponse().setResponseCode(404).setBody("no such client here")
                : client.answer(request);
          }
        });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a client known, with a secret of its own. */
  public OAuthClient register(String id) {
    OAuthClient client = new OAuthClient(id, url("/" + id + "/token"));
    if (clients.putIfAbsent(id, client) != null) {
      throw new IllegalArgumentException("there is a client " + id);
    }
    return client;
  }

  /** Every request that a strict server would not have taken, in words. */
  public List<String> violations() {
    return clients.values().stream().flatMap(client -> client.violations().stream()).toList();
  }

  private String url(String path) {
    return (tls ? "https" : "http") + "://localhost:" + server.getPort() + path;
  }

  @Override
  public void close() {
    clients.values().forEach(OAuthClient::release);
    try {
      server.close();
    } catch (IOException e) {
      // A client keeps a connection; the port is free all the same when this JVM ends.
    }
  }
}
