package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.driver.HttpUrlConnectionDriver;
import io.oauthcc.it.driver.OkHttpDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An application that a security manager allows little")
final class RestrictedApplicationTest {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));

  private static final String POLICY =
      """
      grant codeBase "%s" {
        permission java.security.AllPermission;
      };
      grant {
        permission java.lang.RuntimePermission "getClassLoader";
        permission java.lang.RuntimePermission "modifyThread";
        permission java.lang.RuntimePermission "setFactory";
        permission java.net.NetPermission "getProxySelector";
        permission java.net.NetPermission "setCookieHandler";
        permission java.net.NetPermission "setDefaultAuthenticator";
        permission java.net.SocketPermission "localhost:*", "connect,resolve";
        permission java.net.URLPermission "http://localhost:*/*", "*:*";
        permission java.util.PropertyPermission "*", "read";
      };
      """
          .formatted(AgentFile.jar().toUri());

  static Stream<Arguments> clients() {
    // Later ones have none, or print so much about it that nobody uses it.
    return Jdks.all().stream()
        .filter(jdk -> jdk.feature() <= 17)
        .flatMap(
            jdk ->
                Stream.of(
                        HttpUrlConnectionDriver.class.getName(),
                        OkHttpDriver.class.getName(),
                        "io.oauthcc.it.driver.JavaHttpClientDriver")
                    .filter(driver -> jdk.feature() >= 11 || !driver.contains("JavaHttp"))
                    .map(driver -> Arguments.of(jdk, driver)));
  }

  static Stream<Jdk> jdks() {
    return Jdks.from(11).stream().filter(jdk -> jdk.feature() <= 17);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdks")
  @DisplayName("may start threads of its own for calls that wait for a token")
  void startsThreads(Jdk jdk, @TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("test.policy"), POLICY);
    try (World world = new World(folder)) {
      Finished with =
          ForkedJvm.java(jdk)
              .with(world.agent(), "-Djava.security.manager")
              .with("-Djava.security.policy=" + policy)
              .classPath(List.of(DRIVERS, DRIVERS.resolve("META-INF/versions/11")))
              // The second call waits for the token that replaces the first one's.
              .with("io.oauthcc.it.driver.NewThreads", world.url("/last"))
              .run();

      assertThat(with.out()).as("%s", with).containsExactly("status 200", "status 200");
      assertThat(world.tokenRequests()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
  @MethodSource("clients")
  @DisplayName("gets its token, and another one when that is rejected")
  void getsItsTokens(Jdk jdk, String driver, @TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("test.policy"), POLICY);
    try (World world = new World(folder)) {
      Finished with =
          TourOfClients.of(jdk)
              .only(driver)
              .from(
                  world.url("/last"),
                  world.agent(),
                  "-Djava.security.manager",
                  "-Djava.security.policy=" + policy)
              .run();

      assertThat(with.out()).as("%s", with).hasSize(2).allMatch(line -> line.endsWith(" 200"));
      assertThat(with.errWithoutLog()).as("%s", with).allMatch(line -> line.startsWith("WARNING"));
      assertThat(with.status()).isZero();
      assertThat(world.tokenRequests()).isEqualTo(2);
      world.assertKeptSecret(with);
    }
  }
}
