package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.client.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("While the JVM runs, the agent's jar")
final class ReplacedJarTest {

  /** What a package upgrade may do to a file. */
  private enum Fate {
    IS_DELETED,
    IS_REPLACED,
    IS_WRITTEN_OVER;

    void strike(Path jar) throws IOException {
      Path other = jar.resolveSibling("other");
      // Longer than the jar, so that no JVM that has mapped it into memory finds less than it was.
      Files.write(other, new byte[(int) Files.size(jar) + 100_000]);
      switch (this) {
        case IS_DELETED -> Files.delete(jar);
        case IS_REPLACED -> Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        case IS_WRITTEN_OVER -> {
          try (OutputStream out = Files.newOutputStream(jar, StandardOpenOption.WRITE)) {
            Files.copy(other, out);
          }
        }
      }
    }
  }

  static Stream<Arguments> fates() {
    return Subject.everyClient()
        .filter(
            subject ->
                subject.jdk().equals(Jdks.all().get(0))
                    || subject.jdk().equals(Jdks.ofBuild())
                    || subject.jdk().equals(Jdks.all().get(Jdks.all().size() - 1)))
        .flatMap(
            subject ->
                Stream.of(
                    Arguments.of(subject, Fate.IS_DELETED, true),
                    Arguments.of(subject, Fate.IS_REPLACED, false),
                    Arguments.of(subject, Fate.IS_WRITTEN_OVER, true),
                    Arguments.of(subject, Fate.IS_WRITTEN_OVER, false)));
  }

  @ParameterizedTest(name = "{0}: {1}, before the first call: {2}")
  @MethodSource("fates")
  @DisplayName("may be replaced: calls go on, and fail as they do with it")
  void outlivesItsJar(Subject subject, Fate fate, boolean beforeTheFirstCall, @TempDir Path folder)
      throws IOException {
    Path jar = Files.copy(AgentFile.jar(), folder.resolve("copy.jar"));
    SoftAssertions softly = new SoftAssertions();
    try (World world = new World(folder);
        Application application =
            new Application(subject.jvm().with(world.agent(jar)), subject.driver())) {
      application.property("has.started", "true");
      List<Subject> clients = Subject.clientsOf(subject.jdk());
      if (!beforeTheFirstCall) {
        for (Subject client : clients) {
          authorized(softly, application, Request.get(world.url("/a")).by(client.driver()));
        }
      }

      fate.strike(jar);

      for (Subject client : clients) {
        Request good = Request.get(world.url("/b")).by(client.driver());
        Request bad = Request.get(world.url("/broken/a")).by(client.driver());
        authorized(softly, application, good);
        fails(softly, application.call(bad));
        if (client.kind() != Subject.Kind.SYNCHRONOUS) {
          authorized(softly, application, good.async(true));
          fails(softly, application.call(bad.async(true)));
        }
      }
      Finished finished = application.end();
      softly.assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      softly
          .assertThat(finished.log())
          .as("%s", finished)
          .noneMatch(line -> line.contains("NoClassDefFound") || line.contains("woven"));
      assertThat(world.tokenRequests()).isOne();
    }
    softly.assertAll();
  }

  private static void authorized(SoftAssertions softly, Application application, Request request) {
    Outcome outcome = application.call(request);
    softly.assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
  }

  private static void fails(SoftAssertions softly, Outcome outcome) {
    softly.assertThat(outcome.ioException()).as("%s", outcome).isTrue();
    softly.assertThat(outcome.body()).as("%s", outcome).contains("invalid_client");
  }
}
