package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Beside another agent")
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
final class OtherAgentsTest extends JdkTest {
  private static final Path AGENTS =
      Path.of(System.getProperty("oauthcc.it.applications", "")).resolve("agents");
  private static final String OPEN_TELEMETRY =
      "-javaagent:" + AGENTS.resolve("opentelemetry-javaagent.jar");
  private static final String JACOCO = "-javaagent:" + AGENTS.resolve("jacoco.jar");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "before it: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("calls are authorized and OpenTelemetry traces them")
  void tracesAndAuthorizes(boolean first) {
    assumeTrue(jdk.feature() >= 17 && jdk.feature() != 21, "OpenTelemetry takes long to start");
    try (World world = new World(folder)) {
      Finished finished =
          TourOfClients.of(jdk)
              .with(world, options(world, first, OPEN_TELEMETRY, quietOpenTelemetry()))
              .start()
              .end(Duration.ofMinutes(2));

      assertAuthorized(world, finished);
      List<Hop> hops = world.takeHops();
      assertThat(hops).hasSize(TourOfClients.of(jdk).calls());
      assertThat(hops).allSatisfy(hop -> assertThat(hop.header("traceparent")).hasSize(1));
    }
  }

  @ParameterizedTest(name = "before it: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("calls are authorized and JaCoCo measures what it would")
  void measuresAndAuthorizes(boolean first) {
    try (World world = new World(folder)) {
      Path coverage = folder.resolve("jacoco.exec");

      Finished finished =
          TourOfClients.of(jdk)
              .with(
                  world,
                  options(world, first, JACOCO + "=append=false,destfile=" + coverage, List.of()))
              .run();

      assertAuthorized(world, finished);
      assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      assertThat(world.takeHops()).hasSize(TourOfClients.of(jdk).calls());
      assertThat(coverage)
          .content(StandardCharsets.ISO_8859_1)
          .contains("io/oauthcc/it/driver/Tour", "okhttp3/internal/connection/ConnectInterceptor");
    }
  }

  private static void assertAuthorized(World world, Finished finished) {
    assertThat(finished.out())
        .as("%s", finished)
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" 200"));
    assertThat(finished.status()).as("%s", finished).isZero();
    assertThat(finished.log()).noneMatch(line -> line.contains(" ERROR "));
    assertThat(world.tokenRequests()).isOne();
    world.assertKeptSecret(finished);
  }

  private static String[] options(
      World world, boolean first, String other, List<String> itsOptions) {
    List<String> options = new ArrayList<>(itsOptions);
    options.add(other);
    options.add(first ? options.size() - 1 : options.size(), world.agent());
    return options.toArray(String[]::new);
  }

  private static List<String> quietOpenTelemetry() {
    return List.of(
        "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
  }
}
