package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    Instant start;
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient warm = tokens.register("warm").expiresIn(2).hold();
      OAuthClient cold = tokens.register("cold").expiresIn(2).hold();
      try (ApiServer api =
          new ApiServer("api", false, hop -> admits(hop, warm, cold), new Hops())) {
        AgentFile file =
            new AgentFile(folder)
                .registration(warm, api.url("/warm"))
                .registration(cold, api.url("/cold"));
        try (Application application = application(recording, file)) {
          // Where many threads need a class for the first time, the VM has all but one wait.
          callThroughItsLife(application, warm, 2, Request.get(api.url("/warm")));
          start = Instant.now();
          callThroughItsLife(application, cold, THREADS, Request.get(api.url("/cold")));
          application.tell(new Line().with("do", "pin"));
          application.end();
        }
      }
    }
    List<RecordedEvent> pinned = pinned(recording, start);
    assertThat(pinned)
        .as("what a recording shows")
        .anyMatch(event -> passes(event, "io.oauthcc.it.driver.VirtualThreads$Pinned"));
    assertThat(pinned)
        .noneMatch(event -> passes(event, "java.lang.OauthccHook"))
        .noneMatch(VirtualThreadsTest::passesAgent);
  }

  private static boolean admits(Hop hop, OAuthClient warm, OAuthClient cold) {
    return (hop.path().startsWith("/warm") ? warm : cold).admits(hop.authorization());
  }

  /** Its first token, some that are renewed, and one that is refused. */
  private static void callThroughItsLife(
      Application application, OAuthClient client, int threads, Request get) {
    Request request = get.onVirtualThreads();
    Thread releasing =
        new Thread(
            () -> {
              client.awaitAsked();
              client.release();
            },
            "releases the first token");
    releasing.start();
    assertThat(application.herd(threads, request)).isEqualTo("{200=" + threads + "}");
    assertThat(application.load(Math.min(threads, THREADS / 4), 3000, request))
        .matches("\\{200=\\d+}");
    client.expiresIn(3600);
    do {
      // A token that runs out by itself would be renewed, and not be refused.
      application.load(1, 100, request);
    } while (!client.isUsedFor(Duration.ofMinutes(1)));
    int before = client.requests();
    client.revoke();
    assertThat(application.herd(threads, request)).isEqualTo("{200=" + threads + "}");
    assertThat(client.requests()).isGreaterThan(before);
  }

  private Application application(Path recording, AgentFile file) {
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

  private static List<RecordedEvent> pinned(Path recording, Instant start) throws IOException {
    List<RecordedEvent> pinned = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals(PINNED) && event.getStartTime().isAfter(start)) {
        pinned.add(event);
      }
    }
    return pinned;
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
