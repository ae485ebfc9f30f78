package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On virtual threads")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class VirtualThreadsTest {
  private static final int THREADS = 100;
  private static final String PINNED = "jdk.VirtualThreadPinned";

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.of(
            Subject.httpUrlConnection(),
            Subject.javaHttpClient(),
            Subject.okHttp("4.12.0"),
            Subject.okHttp("5.5.1"))
        .flatMap(subjects -> subjects)
        .filter(subject -> subject.jdk().feature() >= 21);
  }

  @Test
  @DisplayName("no call that waits for a token, a renewal or a replay pins its carrier")
  void pinsNone(@TempDir Path folder) throws IOException {
    Path recording = folder.resolve("recording.jfr");
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient client = tokens.register("api").expiresIn(2).hold();
      try (ApiServer api =
              new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
          Application application = application(folder, recording, client, api)) {
        Request request = Request.get(api.url("/a")).onVirtualThreads();
        Thread releasing =
            new Thread(
                () -> {
                  client.awaitAsked();
                  client.release();
                },
                "releases the first token");
        releasing.start();

        assertThat(application.herd(THREADS, request)).isEqualTo("{200=" + THREADS + "}");
        assertThat(application.load(THREADS / 4, 3000, request)).matches("\\{200=\\d+}");
        int before = client.expiresIn(3600).requests();
        client.revoke();
        assertThat(application.herd(THREADS, request)).isEqualTo("{200=" + THREADS + "}");
        assertThat(client.requests()).isGreaterThan(before);

        application.tell(new Line().with("do", "pin"));
        application.end();
      }
    }
    List<RecordedEvent> pinned = pinned(recording);
    assertThat(pinned)
        .as("what a recording shows")
        .anyMatch(event -> passes(event, "io.oauthcc.it.driver.VirtualThreads$Pinned"));
    assertThat(pinned)
        .filteredOn(event -> !loadsClass(event))
        .noneMatch(event -> passes(event, "java.lang.OauthccHook"))
        .noneMatch(VirtualThreadsTest::passesAgent);
  }

  private Application application(Path folder, Path recording, OAuthClient client, ApiServer api) {
    AgentFile file = new AgentFile(folder).registration(client, api.url(""));
    return new Application(
        subject
            .jvm()
            .with(
                "-Xlog:jfr*=off",
                "-XX:FlightRecorderOptions:stackdepth=512",
                "-XX:StartFlightRecording:dumponexit=true,filename="
                    + recording
                    + ","
                    + PINNED
                    + "#enabled=true,"
                    + PINNED
                    + "#stackTrace=true,"
                    + PINNED
                    + "#threshold=0ms")
            .agent(AgentFile.jar(), file.write().toString()),
        subject.driver());
  }

  private static List<RecordedEvent> pinned(Path recording) throws IOException {
    List<RecordedEvent> pinned = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals(PINNED)) {
        pinned.add(event);
      }
    }
    return pinned;
  }

  /** Where many threads need a class for the first time, the VM has all but one wait. */
  private static boolean loadsClass(RecordedEvent event) {
    return passes(event, "java.lang.ClassLoader")
        || (event.hasField("pinnedReason")
            && String.valueOf(event.getString("pinnedReason")).contains("initialization of"));
  }

  private static boolean passesAgent(RecordedEvent event) {
    return classes(event)
        .anyMatch(name -> name.startsWith("io.oauthcc.") && !name.startsWith("io.oauthcc.it."));
  }

  private static boolean passes(RecordedEvent event, String className) {
    return classes(event).anyMatch(className::equals);
  }

  private static Stream<String> classes(RecordedEvent event) {
    return event.getStackTrace() == null
        ? Stream.empty()
        : event.getStackTrace().getFrames().stream()
            .filter(RecordedFrame::isJavaFrame)
            .map(frame -> frame.getMethod().getType().getName());
  }
}
