package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a hop leaves to the garbage collector")
final class HopGarbageTest {

  private static final Path PROGRAMS = Path.of(System.getProperty("oauthcc.it.drivers", ""));

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName(
      "is nothing, of a foreign hop and of one that gets a token, also among 1,000 targets")
  void isNothing(Jdk jdk, @TempDir Path folder) throws IOException {
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient client = tokens.register("api");
      try (ApiServer api =
          new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops())) {
        String targets =
            IntStream.range(0, 1000)
                .mapToObj(i -> api.url("/path" + i))
                .collect(Collectors.joining(","));
        Path file = new AgentFile(folder).registration(client, targets).write();

        Finished program =
            ForkedJvm.java(jdk)
                .with("-javaagent:" + AgentFile.jar() + "=" + file)
                .classPath(List.of(PROGRAMS))
                .with("io.oauthcc.it.driver.HopGarbage")
                .with(api.url("/path7/a"), api.url("/path999"), "https://www.example.net/path7/a")
                .run();

        assertThat(program.out())
            .as("%s", program)
            .containsExactly("status 200", "authorized 0", "authorized 0", "left 0");
      }
    }
  }
}
