package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.driver.Onlooker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An application that looks around in its JVM")
final class UnchangedJvmTest {
  private static final String OURS = "(before|after) thread oauthcc(-N)? daemon true";
  private static final String PACKAGE_OF_THE_DOOR = "(before|after) package io\\.oauthcc\\.agent";

  static Stream<Arguments> programs() {
    return Stream.of(
            Subject.httpUrlConnection().map(subject -> Arguments.of(subject, "return", 0)),
            Subject.httpUrlConnection().map(subject -> Arguments.of(subject, "exit", 3)),
            Subject.javaHttpClient().map(subject -> Arguments.of(subject, "throw", 1)),
            Subject.okHttp("4.12.0").map(subject -> Arguments.of(subject, "throw", 1)))
        .flatMap(arguments -> arguments);
  }

  @ParameterizedTest(name = "{0}, ends by {1}")
  @MethodSource("programs")
  @DisplayName("sees nothing but daemon threads, ends by itself and as it would, leaves no file")
  void noticesNothing(Subject subject, String ending, int status, @TempDir Path folder)
      throws IOException {
    compare(subject, ending, status, folder, World::agent);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("httpUrlConnection")
  @DisplayName("sees nothing else either where the agent had something to say before main")
  void noticesNoWarning(Subject subject, @TempDir Path folder) throws IOException {
    compare(subject, "return", 0, folder, World::warningAgent);
  }

  static Stream<Subject> httpUrlConnection() {
    return Subject.httpUrlConnection();
  }

  private static void compare(
      Subject subject, String ending, int status, Path folder, Function<World, String> agent)
      throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    try (World world = new World(folder)) {
      String[] arguments = {Onlooker.class.getName(), subject.driver(), world.url("/a"), ending};
      Finished without =
          world.whereNoTokenIsNeeded(() -> onlooker(subject, empty).with(arguments).run());

      Finished with = onlooker(subject, empty).with(agent.apply(world)).with(arguments).run();

      assertThat(with.status()).as("%s", with).isEqualTo(status).isEqualTo(without.status());
      assertThat(with.out()).as("%s", with).contains("status 200").doesNotContain("status 401");
      assertThat(more(with, without)).as("seen with the agent").isEmpty();
      assertThat(more(without, with)).as("seen without the agent").isEmpty();
      assertThat(with.errWithoutLog()).as("%s", with).isEqualTo(without.err());
      assertThat(world.tokenRequests()).isOne();
      world.assertKeptSecret(with);
      try (Stream<Path> left = Files.list(empty)) {
        assertThat(left).as("files in the working and the temporary directory").isEmpty();
      }
    }
  }

  private static ForkedJvm.Builder onlooker(Subject subject, Path empty) {
    ForkedJvm.Builder jvm = subject.jvm().in(empty).property("java.io.tmpdir", empty.toString());
    if (subject.jdk().feature() > 8) {
      for (String name :
          List.of("java.io", "java.lang", "java.net", "java.util", "javax.net.ssl")) {
        jvm.with("--add-opens", "java.base/" + name + "=ALL-UNNAMED");
      }
    }
    return jvm;
  }

  /** The lines that one has more than the other, but for those that the contract allows. */
  private static List<String> more(Finished one, Finished other) {
    // The VM itself appends an agent's jar to the class path.
    String classPathOfAgent = File.pathSeparator + AgentFile.jar();
    List<String> more = new ArrayList<>();
    one.out().forEach(line -> more.add(line.replace(classPathOfAgent, "")));
    other.out().forEach(line -> more.remove(line.replace(classPathOfAgent, "")));
    more.removeIf(line -> line.matches(OURS) || line.matches(PACKAGE_OF_THE_DOOR));
    return more;
  }
}
