package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A body that waits for 100 Continue")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class ExpectContinueTest {

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection();
  }

  @Test
  @DisplayName("and is refused before it is sent: the next request has a new token")
  void givesUpTheToken(@TempDir Path folder) throws IOException {
    try (TokenServer tokens = new TokenServer(false);
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server), "impatient server");
      answering.setDaemon(true);
      answering.start();
      OAuthClient client = tokens.register("api");
      String url = "http://localhost:" + server.getLocalPort();
      AgentFile file = new AgentFile(folder).registration(client, url);
      try (Application application = subject.application(file.write());
          Application reference = new Application(subject.jvm(), subject.driver())) {
        Request refused = Request.post(url + "/a").kind(Call.Kind.STREAM).expecting();

        Outcome outcome = application.call(refused);

        Outcome expected = reference.call(refused);
        assertThat(outcome.error() + ": " + outcome.body())
            .isEqualTo(expected.error() + ": " + expected.body())
            .contains("ProtocolException");
        assertThat(client.requests()).isEqualTo(1);
        assertThat(application.call(Request.get(url + "/a")).status()).isEqualTo(200);
        assertThat(client.requests()).isEqualTo(2);
        application.end();
        reference.end();
      }
    }
  }

  /** Reads heads only; refuses each that promises a body. */
  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
          OutputStream out = socket.getOutputStream()) {
        boolean expects = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          expects |= line.startsWith("Expect:");
        }
        String status = expects ? "401 Unauthorized" : "200 OK";
        out.write(
            ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // A client that goes away, or the end of the test.
      }
    }
  }
}
