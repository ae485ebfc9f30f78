package io.oauthcc.grant;

import io.oauthcc.http.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A loopback server that gives each request the answer that is made for it. */
final class FakeServer implements AutoCloseable {

  private final RawServer server;

  private FakeServer(RawServer server) {
    this.server = server;
  }

  /** With one request at a time. */
  static FakeServer answering(Function<ReceivedRequest, String> answers) throws IOException {
    RawServer[] self = new RawServer[1];
    synchronized (self) {
      self[0] =
          RawServer.afterRequest(
              socket -> {
                List<String> requests;
                synchronized (self) {
                  requests = self[0].requests();
                }
                ReceivedRequest request = ReceivedRequest.of(requests.get(requests.size() - 1));
                byte[] answer = answers.apply(request).getBytes(StandardCharsets.ISO_8859_1);
                socket.getOutputStream().write(answer);
                socket.getOutputStream().flush();
              });
      return new FakeServer(self[0]);
    }
  }

  /** An answer with a JSON body. */
  static String json(int status, String body) {
    return answer(status, "Content-Type: application/json\r\n", body);
  }

  /**
   * Any answer.
   *
   * @param headers each with its line end
   */
  static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, body.getBytes(StandardCharsets.ISO_8859_1).length, body);
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.port() + target);
  }

  int port() {
    return server.port();
  }

  List<ReceivedRequest> requests() {
    return server.requests().stream().map(ReceivedRequest::of).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
