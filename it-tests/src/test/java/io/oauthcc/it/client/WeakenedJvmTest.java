package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.QuietLogs;
import io.oauthcc.it.Tls;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("In a JVM that the application has weakened")
final class WeakenedJvmTest {

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("a token endpoint with an untrusted certificate is not believed")
  void doesNotTrust(Jdk jdk, @TempDir Path folder) throws Exception {
    try (MockWebServer tokens = tokens(new MockResponse())) {
      Finished finished = run(ForkedJvm.java(jdk), tokens, folder);

      assertThat(finished.out())
          .singleElement()
          .asString()
          .contains("TLS: certificate of localhost is not trusted");
      assertThat(tokens.getRequestCount()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("neither cookie nor password, cache, proxy or stream handler is used for a token")
  void sendsNothingOfTheApplications(Jdk jdk, @TempDir Path folder) throws Exception {
    MockResponse challenge =
        new MockResponse()
            .setResponseCode(401)
            .setHeader("WWW-Authenticate", "Basic realm=\"a\"")
            .setHeader("Set-Cookie", "c=d")
            .setHeader("Content-Type", "application/json")
            .setBody("{\"error\":\"invalid_client\"}");
    try (MockWebServer tokens = tokens(challenge)) {
      Finished finished = run(Tls.ofThisRun().trustedBy(ForkedJvm.java(jdk)), tokens, folder);

      assertThat(finished.out()).singleElement().asString().contains("answered 401 invalid_client");
      assertThat(tokens.getRequestCount()).isEqualTo(1);
      RecordedRequest request = tokens.takeRequest();
      assertThat(request.getHeaders().names())
          .containsExactlyInAnyOrder(
              "Host",
              "Accept",
              "Accept-Encoding",
              "User-Agent",
              "Authorization",
              "Content-Type",
              "Content-Length",
              "Connection");
      assertThat(request.getHeader("User-Agent")).startsWith("oauthcc");
    }
  }

  private static Finished run(ForkedJvm.Builder jvm, MockWebServer tokens, Path folder)
      throws Exception {
    String tokenUri = "https://localhost:" + tokens.getPort() + "/token";
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    try (MockWebServer api = new MockWebServer()) {
      api.start(InetAddress.getLoopbackAddress(), 0);
      String url = "http://localhost:" + api.getPort() + "/";
      Path file =
          new AgentFile(folder)
              .set("oauthcc.hosts", url)
              .set("oauthcc.token-uri", tokenUri)
              .set("oauthcc.client-id", "me")
              .set("oauthcc.client-secret-file", secret.toString())
              .write();
      Finished finished =
          jvm.agent(AgentFile.jar(), file.toString())
              .classPath(List.of(Path.of(System.getProperty("oauthcc.it.drivers", ""))))
              .with("io.oauthcc.it.driver.Weakened", url, tokenUri)
              .run();
      assertThat(finished.status()).as("%s", finished).isZero();
      assertThat(api.getRequestCount()).isZero();
      return finished;
    }
  }

  private static MockWebServer tokens(MockResponse answer) throws Exception {
    QuietLogs.ofMockWebServer();
    MockWebServer server = new MockWebServer();
    server.useHttps(Tls.ofThisRun().serverSockets(), false);
    for (int i = 0; i < 5; i++) {
      server.enqueue(answer);
    }
    server.start(InetAddress.getLoopbackAddress(), 0);
    return server;
  }
}
