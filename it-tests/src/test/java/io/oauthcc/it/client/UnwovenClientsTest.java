package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.OldOkHttp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A client that is not woven")
final class UnwovenClientsTest {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));

  static Stream<Arguments> clients() {
    return Stream.of(Jdks.all().get(0), Jdks.ofBuild())
        .distinct()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "2.7.5", "com.squareup.okhttp", "OkHttp 2 ("),
                    Arguments.of(jdk, "3.3.1", "okhttp3", "OkHttp 3.0 to 3.3 ("),
                    Arguments.of(jdk, "3.3.1", "acme.okhttp3", "OkHttp 3.0 to 3.3 ("),
                    Arguments.of(jdk, "3.8.1", "okhttp3", "okhttp (")));
  }

  @ParameterizedTest(name = "{2} {1} on {0}")
  @MethodSource("clients")
  @DisplayName("works as without the agent, and the log names it once with what to do")
  void isNamedOnce(Jdk jdk, String version, String root, String name, @TempDir Path folder) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops)) {
      Path file = new AgentFile(folder).registration(tokens.register("api"), api.url("")).write();
      List<Path> classPath = new ArrayList<>();
      RelocatedJar relocated = new RelocatedJar("okhttp3", "acme/okhttp3");
      for (Path jar : Subject.unwovenOkHttp(version)) {
        classPath.add(root.startsWith("acme") ? relocated.ofJar(jar) : jar);
      }
      classPath.add(DRIVERS);

      Finished finished =
          ForkedJvm.java(jdk)
              .agent(AgentFile.jar(), file.toString())
              .classPath(classPath)
              .with(OldOkHttp.class.getName(), root, api.url("/a"))
              .run();

      assertThat(finished.out()).as("%s", finished).containsExactly("200", "200");
      assertThat(hops.take()).hasSize(2).allMatch(hop -> hop.authorization().isEmpty());
      assertThat(finished.log().stream().filter(line -> line.contains("woven")))
          .singleElement()
          .asString()
          .contains(name)
          .contains("its requests go out as without the agent. OkHttp 3.9 to 5 is woven: update it")
          .contains(root.startsWith("acme") ? "relocated" : "okhttp-" + version + ".jar");
      assertThat(finished.errWithoutLog()).isEmpty();
    }
  }
}
