package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.client.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A log file")
final class LogFileTest {

  // JUnit sets these before each test.
  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TokenServer tokens;

  @SuppressWarnings("NullAway.Init")
  private ApiServer api;

  @SuppressWarnings("NullAway.Init")
  private Path log;

  @SuppressWarnings("NullAway.Init")
  private Path configuration;

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection()
        .filter(
            subject ->
                subject.jdk().equals(Jdks.all().get(0)) || subject.jdk().equals(Jdks.ofBuild()));
  }

  @BeforeEach
  void start() throws IOException {
    tokens = new TokenServer(false);
    OAuthClient client = tokens.register("api");
    api = new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
    log = Files.createDirectory(folder.resolve("logs")).resolve("a.log");
    configuration =
        new AgentFile(folder)
            .registration(client, api.url(""))
            .set("oauthcc.log-file", log.toString())
            .write();
  }

  @AfterEach
  void stop() {
    api.close();
    tokens.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  @DisplayName("that is hardly the one that was meant is told on standard error too")
  void isNotSoughtInVain(Subject subject) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(configuration));
    lines.removeIf(line -> line.contains("log-file"));
    // As Windows has it; the backslash is dropped.
    lines.add("oauthcc.log-file=" + folder + "\\other.log");
    Files.write(configuration, lines);

    Finished finished = Program.hello(subject.jdk()).with(Program.agent(configuration)).run();

    assertThat(finished.out()).as("%s", finished).containsExactly("hello");
    assertThat(finished.log()).singleElement().asString().contains("log-file", "write / or");
  }

  private Application application(Subject subject) {
    return subject.application(configuration);
  }

  private void call(Application application) {
    assertThat(application.call(Request.get(api.url("/a"))).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  @DisplayName("is shared by several JVMs, each of which appends")
  void isShared(Subject subject) throws IOException {
    Files.writeString(log, "before\n");
    try (Application first = application(subject);
        Application second = application(subject)) {
      call(first);
      call(second);
      first.end();
      assertThat(second.end().err()).isEmpty();
    }

    assertThat(Files.readAllLines(log))
        .hasSizeGreaterThanOrEqualTo(3)
        .startsWith("before")
        .filteredOn(line -> line.contains("valid for"))
        .hasSize(2);
    assertThat(Files.readAllLines(log).stream().skip(1))
        .allMatch(line -> line.startsWith("[oauthcc] "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  @DisplayName("whose directory vanished is told of in one line, and lines go to standard error")
  void mayVanish(Subject subject) throws IOException {
    try (Application application = application(subject)) {
      application.property("has.started", "true");
      Files.deleteIfExists(log);
      Files.delete(log.getParent());
      call(application);
      Finished finished = application.end();

      assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      assertThat(finished.log()).filteredOn(line -> line.contains(log.toString())).hasSize(1);
      assertThat(finished.log()).anyMatch(line -> line.contains("valid for"));
    }
  }
}
