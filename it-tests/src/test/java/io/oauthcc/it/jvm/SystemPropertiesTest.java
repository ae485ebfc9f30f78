package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.client.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("System properties of the JVM")
final class SystemPropertiesTest {

  static Stream<Subject> subjects() {
    return Subject.everyClient();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  @DisplayName("may be changed before the first call: each client is woven")
  void doNotMatter(Subject subject, @TempDir Path folder) {
    try (World world = new World(folder);
        Application application =
            new Application(subject.jvm().with(world.agent()), subject.driver())) {
      String other = subject.jdk().feature() == 8 ? "8" : "1.8";
      for (String name : List.of("java.specification.version", "java.version")) {
        application.property(name, other);
      }
      application.property("org.graalvm.nativeimage.imagecode", "runtime");
      application.property("net.bytebuddy.experimental", "perhaps");

      for (Subject client : Subject.clientsOf(subject.jdk())) {
        Outcome outcome = application.call(Request.get(world.url("/a")).by(client.driver()));
        assertThat(outcome.status()).as("%s\n%s", outcome, application.soFar()).isEqualTo(200);
      }

      Finished finished = application.end();
      assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      assertThat(finished.log()).as("%s", finished).noneMatch(line -> line.contains("ERROR"));
    }
  }
}
