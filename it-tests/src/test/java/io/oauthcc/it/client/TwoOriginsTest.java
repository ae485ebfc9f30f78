package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A token that one of two APIs refuses")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class TwoOriginsTest {

  private final Hops hops = new Hops();

  /** What the first API does not take. */
  private final Set<List<String>> refused = ConcurrentHashMap.newKeySet();

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.clientsOf(Jdks.ofBuild()).stream();
  }

  @Test
  @DisplayName("serves the other until its successor is there")
  void staysWithTheOther(@TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false);
        ApiServer one =
            new ApiServer("one", false, hop -> !refused.contains(hop.authorization()), hops);
        ApiServer other = new ApiServer("other", false, hop -> true, hops)) {
      OAuthClient client = tokens.register("api");
      Path file =
          new AgentFile(folder)
              .registration(client, one.url(""), other.url(""))
              .set("oauthcc.retry.max-attempts", "1")
              .write();
      try (Application application = subject.application(file)) {
        assertThat(application.call(Request.get(one.url("/a"))).status()).isEqualTo(200);
        List<String> first = onlyHop().authorization();
        refused.add(first);
        client.answers(() -> new MockResponse().setResponseCode(503));

        Outcome replayed = application.call(Request.get(one.url("/a")));
        assertThat(replayed.ioException()).as("%s", replayed).isTrue();
        assertThat(onlyHop().authorization()).isEqualTo(first);
        Outcome held = application.call(Request.get(one.url("/a")));
        assertThat(held.ioException()).as("%s", held).isTrue();
        assertThat(hops.take()).isEmpty();
        for (int call = 0; call < 3; call++) {
          assertThat(application.call(Request.get(other.url("/a"))).status()).isEqualTo(200);
          assertThat(onlyHop().authorization()).isEqualTo(first);
        }

        client.answersTokens();
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> application.call(Request.get(one.url("/a"))).status() == 200);
        List<String> second = onlyHop().authorization();
        assertThat(second).isNotEqualTo(first);
        assertThat(application.call(Request.get(other.url("/a"))).status()).isEqualTo(200);
        assertThat(onlyHop().authorization()).isEqualTo(second);
        Finished finished = application.end();
        assertThat(finished.errWithoutLog()).isEmpty();
      }
    }
  }

  private Hop onlyHop() {
    List<Hop> all = hops.take();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
