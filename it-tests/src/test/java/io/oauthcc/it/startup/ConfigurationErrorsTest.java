package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mistake in the configuration")
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
final class ConfigurationErrorsTest extends JdkTest {
  private static final String SECRET = "wXq7-correct-horse";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @Test
  @DisplayName("ends the JVM before main, with all mistakes told at once and no secret")
  void abortsBeforeMain() {
    // JDK 26 lets whoever ends the JVM in premain wait for a minute (JDK-8387045).
    Finished with =
        Program.hello(jdk)
            .with(Program.agent(mistakes().write()))
            .start()
            .end(Duration.ofSeconds(90));

    assertThat(with.status()).as("%s", with).isEqualTo(1);
    assertThat(with.out()).isEmpty();
    assertThat(with.errWithoutLog()).as("%s", with).isEmpty();
    assertTellsAll(with);
  }

  @Test
  @DisplayName("lets the application run without the agent where that is asked for")
  void runsWithoutTheAgent() {
    AgentFile file = mistakes().set("oauthcc.on-config-error", "disable");

    Finished with = Program.hello(jdk).with(Program.agent(file.write())).run();

    assertThat(with.status()).as("%s", with).isZero();
    assertThat(with.out()).containsExactly("hello");
    assertThat(with.errWithoutLog()).containsExactly("hello, errors");
    assertTellsAll(with);
  }

  @Test
  @DisplayName("may be the file itself that is not there")
  void tellsOfAnAbsentFile() {
    assumeTrue(jdk.feature() != 26, "another minute; see above");
    Path absent = folder.resolve("absent.properties");

    Finished with = Program.hello(jdk).with(Program.agent(absent)).run();

    assertThat(with.status()).as("%s", with).isEqualTo(1);
    assertThat(with.out()).isEmpty();
    assertThat(with.errWithoutLog()).isEmpty();
    assertThat(with.log()).anyMatch(line -> line.contains(absent.toString()));
  }

  @Test
  @DisplayName("may be a pipe in a file's place, which is not waited for")
  void tellsOfAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    AgentFile file =
        new AgentFile(folder)
            .set("oauthcc.on-config-error", "disable")
            .set("oauthcc.hosts", "api.example.com")
            .set("oauthcc.token-uri", "https://login.example.com/token")
            .set("oauthcc.client-id", "one")
            .set("oauthcc.client-secret-file", pipe.toString())
            .set("oauthcc.log-file", pipe.toString());

    Finished with = Program.hello(jdk).with(Program.agent(file.write())).run();

    assertThat(with.out()).as("%s", with).containsExactly("hello");
    assertThat(with.log())
        .anyMatch(line -> line.contains("client-secret-file") && line.contains("no regular file"))
        .anyMatch(line -> line.contains("log-file") && line.contains("no regular file"));
  }

  @ParameterizedTest(name = "after \"{0}\"")
  @ValueSource(strings = {"client-secret:", "", "client-id=x;client-secret=a;", "secret-file"})
  @DisplayName("may be a secret where none belongs, which is not printed")
  void printsNoMisplacedSecret(String arguments) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n" + SECRET + "==\n");
    String text = arguments.equals("secret-file") ? secret.toString() : arguments + SECRET;

    Finished with =
        Program.hello(jdk)
            .with("-javaagent:" + AgentFile.jar() + "=" + text, "-Doauthcc.on-config-error=disable")
            .run();

    assertThat(with.out()).as("%s", with).containsExactly("hello");
    assertThat(with.log()).isNotEmpty();
    assertThat(with.err()).noneMatch(line -> line.contains(SECRET));
  }

  private AgentFile mistakes() {
    return new AgentFile(folder)
        .set("oauthcc.registration.one.hosts", "htps://api.example.com")
        .set("oauthcc.registration.one.token-uri", "https://login.example.com/token")
        .set("oauthcc.registration.one.client-id", "one")
        .set("oauthcc.registration.one.client-secret-file", folder.resolve("absent").toString())
        .set("oauthcc.registration.two.hosts", "api.example.org")
        .set("oauthcc.registration.two.token-url", "https://login.example.org/token")
        .set("oauthcc.registration.two.client-id", "two")
        .set("oauthcc.registration.two.client-secret", SECRET);
  }

  private void assertTellsAll(Finished with) {
    assertThat(with.log())
        .as("%s", with)
        .anyMatch(line -> line.contains("htps://api.example.com") && line.contains("hosts"))
        .anyMatch(line -> line.contains(folder.resolve("absent").toString()))
        .anyMatch(line -> line.contains("token-url") && line.contains("token-uri"))
        .noneMatch(line -> line.contains(SECRET));
  }
}
