package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Classes loaded for what happens")
final class LinkedLambdasTest {

  private static final String FETCHES =
      "io.oauthcc.(grant|http|keys)[.].*|org[.]apache.*|com[.]fasterxml.*";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName(
      "no lambda of the agent's is linked; what fetches a token is loaded for a target only")
  void linksNoLambda(Jdk jdk, @TempDir Path folder) throws IOException {
    try (TokenServer tokens = new TokenServer(false);
        ApiServer foreign = new ApiServer("foreign", false, hop -> true, new Hops())) {
      OAuthClient client = tokens.register("api");
      try (ApiServer api =
          new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops())) {
        Path file = new AgentFile(folder).registration(client, api.url("")).write();

        List<String> hello = loaded(Program.hello(jdk), jdk, file, folder);
        List<String> elsewhere = loaded(Program.get(jdk, foreign.url("/a")), jdk, file, folder);
        List<String> authorized = loaded(Program.get(jdk, api.url("/a")), jdk, file, folder);

        for (List<String> each : List.of(hello, elsewhere, authorized)) {
          assertThat(each)
              .anyMatch(name -> name.startsWith("io.oauthcc."))
              .noneMatch(name -> name.contains("$$Lambda") && name.matches("(io|org|com)[.].*"));
        }
        assertThat(elsewhere).contains("java.lang.OauthccHook").noneMatch(n -> n.matches(FETCHES));
        assertThat(authorized).anyMatch(name -> name.matches(FETCHES));
      }
    }
  }

  private static List<String> loaded(Program program, Jdk jdk, Path configuration, Path folder)
      throws IOException {
    String agent = Program.agent(configuration);
    if (jdk.feature() == 8) {
      Finished run = program.with(agent, "-verbose:class").run();
      assertThat(run.status()).as("%s", run).isZero();
      return run.out().stream()
          .filter(line -> line.startsWith("[Loaded "))
          .map(line -> line.split(" ", -1)[1])
          .toList();
    }
    Path log = folder.resolve("classes.log");
    Finished run = program.with(agent, "-Xlog:class+load:file=" + log + ":none:filecount=0").run();
    assertThat(run.status()).as("%s", run).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(line -> line.split(" ", -1)[0]).toList();
    }
  }
}
