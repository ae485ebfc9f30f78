package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A call that a target nearly matches")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class NearMissesTest {

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection()
        .filter(subject -> List.of(8, 17, 25).contains(subject.jdk().feature()));
  }

  @Test
  @DisplayName("goes out bare, and the log says once why and what to write")
  void isTold(@TempDir Path folder) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops);
        ApiServer other = new ApiServer("other", false, hop -> true, hops)) {
      OAuthClient client = tokens.register("api");
      Path file = new AgentFile(folder).registration(client, api.url("/v1")).write();
      try (Application application = subject.application(file)) {
        for (int i = 0; i < 2; i++) {
          for (String url :
              List.of(
                  api.url("/v2/a?key=hunter2"),
                  other.url("/v1/b"),
                  api.url("127.0.0.1", "/v1/c"),
                  api.redirect(302, other.url("/v1/d")))) {
            assertThat(application.call(Request.get(url)).status()).isEqualTo(200);
          }
        }
        assertThat(hops.take())
            .hasSize(10)
            .allSatisfy(hop -> assertThat(hop.authorization()).isEmpty());
        Finished finished = application.end();
        assertThat(finished.err()).noneMatch(line -> line.contains("hunter2"));
        assertThat(finished.log()).filteredOn(line -> line.contains("WARN")).hasSize(3);
        assertThat(String.join("\n", finished.log()))
            .contains(
                "requests like " + api.url("/v2/a") + " get no access token",
                "add " + api.url("/v2") + " to oauthcc.registration.api.hosts",
                "add " + other.url("/v1") + " to",
                "add " + api.url("127.0.0.1", "/v1") + " to");
      }
    }
  }

  @Test
  @DisplayName("is none where the target takes any port of the host; what is set already is told")
  void takesAnyPort(@TempDir Path folder) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops);
        ApiServer other = new ApiServer("other", false, hop -> true, hops)) {
      OAuthClient client = tokens.register("api");
      Path file = new AgentFile(folder).registration(client, "http://localhost:*").write();
      try (Application application = subject.application(file)) {
        for (int i = 0; i < 2; i++) {
          assertThat(application.call(Request.get(api.url("/a"))).status()).isEqualTo(200);
          assertThat(application.call(Request.get(other.url("/b"))).status()).isEqualTo(200);
          assertThat(
                  application.call(Request.get(api.url("/c")).authorization("Basic YTpi")).status())
              .isEqualTo(200);
        }
        assertThat(hops.take())
            .hasSize(6)
            .allSatisfy(
                hop ->
                    assertThat(hop.authorization())
                        .singleElement()
                        .asString()
                        .startsWith(hop.path().equals("/c") ? "Basic " : "Bearer "));
        Finished finished = application.end();
        assertThat(finished.log())
            .filteredOn(line -> line.contains("existing-authorization"))
            .singleElement()
            .asString()
            .contains(" INFO ", api.url(""));
        assertThat(client.isIn(finished.toString())).isFalse();
      }
    }
  }
}
