package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.QuietLogs;
import io.oauthcc.it.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An issuer on the same host as its API")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class DiscoveredEndpointsTest {

  private static final String TOKEN = "discovered-token";

  /** What the application's calls, all of them GET, brought along, by path. */
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.clientsOf(Jdks.ofBuild()).stream();
  }

  @Test
  @DisplayName("gets no token below the issuer, nor at an endpoint that its metadata names")
  void keepsTokensFromTheProvider(@TempDir Path folder) throws IOException {
    try (MockWebServer server = server()) {
      String origin = "http://localhost:" + server.getPort();
      Path file =
          new AgentFile(folder)
              .set("oauthcc.hosts", origin)
              .set("oauthcc.issuer-uri", origin + "/issuer")
              .set("oauthcc.client-id", "client")
              .set("oauthcc.client-secret", "discovery-secret")
              .write();
      try (Application application = subject.application(file)) {
        for (String path :
            new String[] {"/api", "/oauth/token", "/oauth/introspect", "/keys/", "/issuer/login"}) {
          application.call(Request.get(origin + path));
        }
        assertThat(application.end().errWithoutLog()).isEmpty();
      }
      assertThat(authorizations)
          .containsOnly(
              Map.entry("/api", "Bearer " + TOKEN),
              Map.entry("/oauth/token", "none"),
              Map.entry("/oauth/introspect", "none"),
              Map.entry("/keys/", "none"),
              Map.entry("/issuer/login", "none"));
    }
  }

  private MockWebServer server() throws IOException {
    QuietLogs.ofMockWebServer();
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = String.valueOf(request.getPath());
            String origin = "http://localhost:" + server.getPort();
            if (path.equals("/issuer/.well-known/openid-configuration")) {
              return json(
                  """
                  {"issuer": "ORIGIN/issuer", "token_endpoint": "ORIGIN/oauth/token",
                   "introspection_endpoint": "ORIGIN/oauth/introspect", "jwks_uri": "ORIGIN/keys"}
                  """
                      .replace("ORIGIN", origin));
            }
            if ("POST".equals(request.getMethod())) {
              return json(
                  """
                  {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600}
                  """
                      .formatted(TOKEN));
            }
            String authorization = request.getHeader("Authorization");
            authorizations.put(path, authorization == null ? "none" : authorization);
            return new MockResponse();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
    return server;
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }
}
