package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A program that ends with the call that failed")
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
final class LastLineTest extends JdkTest {

  /** Few that lose the line would be lucky this often. */
  private static final int PROGRAMS = 6;

  private static final String EXPLANATION = "answered 401 invalid_client";

  static List<Jdk> jdks() {
    return Stream.of(Jdks.all().get(0), Jdks.ofBuild()).distinct().toList();
  }

  @Test
  @DisplayName("has the line in its log that says why, on standard error and in a file")
  void saysWhy() throws IOException {
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, new Hops())) {
      OAuthClient client = tokens.register("api");
      Path file =
          new AgentFile(folder).registrationWithSecret(client, "wrong", api.url("")).write();
      for (int program = 0; program < PROGRAMS; program++) {
        Finished finished = Program.get(jdk, api.url("/a")).with(Program.agent(file)).run();

        assertThat(finished.status()).as("%s", finished).isEqualTo(1);
        assertThat(finished.log()).as("%s", finished).anyMatch(line -> line.contains(EXPLANATION));
      }
      for (int program = 0; program < PROGRAMS; program++) {
        Path log = folder.resolve("log-" + program);
        Program.get(jdk, api.url("/a"))
            .with(Program.agent(file), "-Doauthcc.log-file=" + log)
            .run();

        assertThat(log).exists();
        assertThat(Files.readString(log)).contains(EXPLANATION);
      }
    }
  }
}
