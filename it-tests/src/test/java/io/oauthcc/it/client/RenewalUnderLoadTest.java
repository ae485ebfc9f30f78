package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Doauthcc.it.load-seconds=60} for a long run. */
@DisplayName("Under load")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class RenewalUnderLoadTest {
  private static final int SECONDS = Integer.getInteger("oauthcc.it.load-seconds", 4);

  /** Less than the application is given for an answer. */
  private static final int SLICE_SECONDS = 10;

  private static final int THREADS = 32;
  private static final int TOKEN_SECONDS = 2;

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.concat(Subject.httpUrlConnection(), Subject.okHttp("4.12.0"))
        .filter(subject -> subject.jdk().equals(Jdks.ofBuild()));
  }

  @Test
  @DisplayName("no call of 32 threads fails while two-second tokens come and go")
  void renewsWithoutAFailure(@TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient client = tokens.register("api").expiresIn(TOKEN_SECONDS);
      try (ApiServer api =
          new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops())) {
        AgentFile file = new AgentFile(folder).registration(client, api.url(""));
        try (Application application = subject.application(file.write())) {
          long calls = 0;
          for (int left = SECONDS; left > 0; left -= SLICE_SECONDS) {
            int slice = Math.min(left, SLICE_SECONDS);
            String outcomes = application.load(THREADS, slice * 1000, Request.get(api.url("/a")));
            assertThat(outcomes).as("%s", application.soFar().err()).matches("\\{200=\\d+}");
            calls += Long.parseLong(outcomes.replaceAll("\\D", "").substring("200".length()));
          }

          // Tokens are renewed at 1.6 s of 2; one a second is more than that.
          assertThat(client.requests())
              .as("for %d calls in %d s", calls, SECONDS)
              .isBetween(SECONDS / TOKEN_SECONDS, SECONDS + 1);
          assertThat(tokens.violations()).isEmpty();
        }
      }
    }
  }
}
