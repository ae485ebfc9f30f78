package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.client.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A JVM that verifies every class, those of the JDK too,")
final class VerifiedClassesTest {

  static Stream<Subject> clients() {
    return Stream.concat(
        Stream.concat(Subject.httpUrlConnection(), Subject.javaHttpClient()),
        Stream.of("3.9.1", "3.14.9", "4.12.0", "5.5.1")
            .flatMap(Subject::okHttp)
            .filter(subject -> subject.jdk().equals(Jdks.ofBuild())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  @DisplayName("takes what is woven, and a rejected token is replaced there as anywhere")
  void takesWhatIsWoven(Subject subject, @TempDir Path folder) {
    try (World world = new World(folder)) {
      Finished with =
          new TourOfClients(subject.jdk(), subject.classPath(), List.of(subject.driver()))
              .from(world.url("/last"), world.agent(), "-Xverify:all")
              .run();

      assertThat(with.out()).as("%s", with).hasSize(2).allMatch(line -> line.endsWith(" 200"));
      assertThat(with.errWithoutLog()).as("%s", with).isEmpty();
      assertThat(with.status()).isZero();
      assertThat(world.tokenRequests()).isEqualTo(2);
      world.assertKeptSecret(with);
    }
  }
}
