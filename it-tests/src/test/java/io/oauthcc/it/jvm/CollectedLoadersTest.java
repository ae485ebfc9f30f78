package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.driver.VisitedHttpUrlConnection;
import io.oauthcc.it.driver.VisitedOkHttp;
import io.oauthcc.it.driver.Webapps;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An application server's web applications")
final class CollectedLoadersTest {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));
  private static final String DRIVERS_11 = DRIVERS.resolve("META-INF/versions/11").toString();

  /** The program says itself what is not collected, and tries for half a minute. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String OK_HTTP = VisitedOkHttp.class.getName();

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  static Stream<Arguments> clients() {
    return Stream.of(
            Subject.httpUrlConnection()
                .map(subject -> Arguments.of(subject, VisitedHttpUrlConnection.class.getName())),
            Subject.javaHttpClient()
                .filter(subject -> subject.jdk().feature() >= 17)
                .map(
                    subject -> Arguments.of(subject, "io.oauthcc.it.driver.VisitedJavaHttpClient")),
            Subject.okHttp("4.12.0").map(subject -> Arguments.of(subject, OK_HTTP)))
        .flatMap(arguments -> arguments);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  @DisplayName("are collected, also the one whose client was the first to need a token")
  void collectsTheFirst(Subject subject, String client, @TempDir Path folder) {
    try (World world = new World(folder)) {
      String deploy = "deploy:" + classPath(subject);
      String use = "use:" + client;

      Finished with =
          webapps(subject.jdk(), world)
              .with(deploy, use, visit(world, "/a"))
              .with(visit(world, "/last"), visit(world, "/rejected-first"))
              .with(visit(world, "/broken"), "undeploy")
              .with(deploy, use, visit(world, "/a"), "undeploy")
              .start()
              .end(LIMIT);

      assertThat(with.out()).as("%s", with).hasSize(7);
      assertThat(with.out().subList(0, 3)).as("%s", with).containsOnly("status 200");
      assertThat(with.out().get(3)).contains("invalid_client");
      assertThat(with.out().subList(4, 7)).containsExactly("collected", "status 200", "collected");
      assertThat(with.errWithoutLog()).isEmpty();
      assertThat(with.status()).isZero();
      assertThat(world.tokenRequests()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName(
      "may each have their own OkHttp, also one below the other, and a loader that shows the files of the other")
  void weavesEachCopy(Jdk jdk, @TempDir Path folder) {
    try (World world = new World(folder)) {
      String four = classPath(Subject.okHttp("4.12.0").findFirst().orElseThrow());
      String three = classPath(Subject.okHttp("3.14.9").findFirst().orElseThrow());

      String old = classPath(Subject.okHttp("3.9.1").findFirst().orElseThrow());

      Finished with =
          webapps(jdk, world)
              .with("deploy:" + four, "use:" + OK_HTTP, visit(world, "/four"))
              .with("deploy:" + three, "use:" + OK_HTTP, visit(world, "/three"))
              .with("deploy-below:" + four, "use:" + OK_HTTP, visit(world, "/four-below"))
              .with("deploy:" + three, "deploy-careless:" + four, "use:" + OK_HTTP)
              .with(visit(world, "/four-careless"))
              .with("deploy:" + old, "deploy-careless:" + four, "use:" + OK_HTTP)
              .with(visit(world, "/four-above-old"), "undeploy")
              .start()
              .end(LIMIT);

      assertThat(with.out().subList(0, 5)).as("%s", with).containsOnly("status 200");
      assertThat(with.out().subList(5, with.out().size())).containsExactly("collected");
      assertThat(world.takeHops())
          .extracting(hop -> hop.path() + " " + hop.header("user-agent").get(0))
          .containsExactly(
              "/four okhttp/4.12.0",
              "/three okhttp/3.14.9",
              "/four-below okhttp/4.12.0",
              "/four-careless okhttp/4.12.0",
              "/four-above-old okhttp/4.12.0");
      assertThat(with.errWithoutLog()).isEmpty();
      assertThat(world.tokenRequests()).isOne();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("may be deployed anew with another OkHttp in the same file")
  void weavesTheCopyThatReplacedAnother(Jdk jdk, @TempDir Path folder) {
    Path place = folder.resolve("okhttp.jar");
    Subject three = Subject.okHttp("3.14.9").findFirst().orElseThrow();
    Subject four = Subject.okHttp("4.12.0").findFirst().orElseThrow();
    try (World world = new World(folder)) {
      Finished with =
          webapps(jdk, world)
              .with(put(three, place), "deploy:" + classPath(three, place), "use:" + OK_HTTP)
              .with(visit(world, "/three"), "undeploy")
              .with(put(four, place), "deploy:" + classPath(four, place), "use:" + OK_HTTP)
              .with(visit(world, "/four"), "undeploy")
              .start()
              .end(LIMIT);

      assertThat(with.out())
          .as("%s", with)
          .containsExactly("status 200", "collected", "status 200", "collected");
      assertThat(with.errWithoutLog()).isEmpty();
    }
  }

  private static String put(Subject subject, Path place) {
    return "put:" + okHttpJar(subject) + File.pathSeparator + place;
  }

  private static Path okHttpJar(Subject subject) {
    return subject.classPath().stream()
        .filter(jar -> jar.getFileName().toString().startsWith("okhttp-"))
        .findFirst()
        .orElseThrow();
  }

  /** The subject's, with OkHttp itself in another place. */
  private static String classPath(Subject subject, Path place) {
    return classPath(subject).replace(okHttpJar(subject).toString(), place.toString());
  }

  private static String visit(World world, String path) {
    return "visit:" + world.url(path);
  }

  private static String classPath(Subject subject) {
    return Stream.concat(subject.classPath().stream().map(Path::toString), Stream.of(DRIVERS_11))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static ForkedJvm.Builder webapps(Jdk jdk, World world) {
    ForkedJvm.Builder jvm =
        ForkedJvm.java(jdk)
            .with("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", world.agent())
            // How long a client that nobody has any more takes to notice it, in milliseconds.
            .property("jdk.internal.httpclient.selectorTimeout", "1000");
    if (jdk.feature() > 8) {
      jvm.with("--add-opens", "java.base/java.lang=ALL-UNNAMED");
    }
    return jvm.classPath(List.of(DRIVERS)).with(Webapps.class.getName());
  }
}
