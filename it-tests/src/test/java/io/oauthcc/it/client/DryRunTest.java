package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A dry run")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class DryRunTest {

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.clientsOf(Jdks.ofBuild()).stream();
  }

  @Test
  @DisplayName("fetches the token, says what would be sent, and puts nothing on the wire")
  void sendsNothing(@TempDir Path folder) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops)) {
      OAuthClient client = tokens.register("api");
      Path file =
          new AgentFile(folder)
              .registration(client, api.url(""))
              .set("oauthcc.dry-run", "true")
              .write();
      try (Application application = subject.application(file)) {
        for (int call = 0; call < 3; call++) {
          assertThat(application.call(Request.get(api.url("/a"))).status()).isEqualTo(200);
        }
        Awaitility.await()
            .until(() -> application.soFar().toString().contains("access token from"));

        assertThat(hops.take())
            .hasSize(3)
            .allSatisfy(hop -> assertThat(hop.authorization()).isEmpty());
        assertThat(client.requests()).isEqualTo(1);
        Finished finished = application.end();
        assertThat(finished.err())
            .filteredOn(line -> line.contains("would be sent with"))
            .singleElement()
            .asString()
            .contains("[oauthcc]", api.url(""), "registration api");
        assertThat(client.isIn(finished.toString())).isFalse();
      }
    }
  }
}
