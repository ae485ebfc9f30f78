package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A program that calls foreign hosts alone")
final class PrefetchTest {

  @ParameterizedTest(name = "prefetch: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("has a token fetched if that is asked for, and else none")
  void fetchesWhatIsAskedFor(boolean prefetch, @TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, new Hops());
        ApiServer foreign = new ApiServer("foreign", false, hop -> true, new Hops())) {
      OAuthClient client = tokens.register("api").hold();
      foreign.answers(
          hop -> {
            if (prefetch) {
              client.awaitAsked();
              return new MockResponse();
            }
            // Time enough for a token that nobody asked for to be fetched.
            return new MockResponse().setHeadersDelay(1, TimeUnit.SECONDS);
          });
      AgentFile file = new AgentFile(folder).registration(client, api.url(""));
      if (prefetch) {
        file.set("oauthcc.prefetch", "true");
      }

      Finished finished =
          Program.get(Jdks.ofBuild(), foreign.url("/a")).with(Program.agent(file.write())).run();

      client.release();
      assertThat(finished.out()).as("%s", finished).containsExactly("200");
      assertThat(client.requests()).isEqualTo(prefetch ? 1 : 0);
    }
  }
}
