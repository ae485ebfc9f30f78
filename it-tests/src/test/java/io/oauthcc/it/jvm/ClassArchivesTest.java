package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.EmptyAgentJar;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("With classes from an archive")
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("jdks")
final class ClassArchivesTest extends JdkTest {

  // Set before each test.
  @SuppressWarnings("NullAway.Init")
  private World world;

  @SuppressWarnings("NullAway.Init")
  private TourOfClients tour;

  @SuppressWarnings("NullAway.Init")
  private String emptyAgent;

  static List<Jdk> jdks() {
    // Java 8 shares nothing with any agent.
    return Jdks.from(11);
  }

  @BeforeEach
  void start() throws IOException {
    world = new World(folder);
    tour = TourOfClients.ofJars(jdk, folder);
    emptyAgent = EmptyAgentJar.agent(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  @DisplayName("the JVM takes those of the JDK from it where it must")
  void sharesTheClassesOfTheJdk() throws IOException {
    Path log = folder.resolve("classes.log");
    Path archive = folder.resolve("jdk.jsa");
    String[] sharing = {"-Xshare:on", "-Xlog:class+load:file=" + log};
    if (jdk.feature() < 17) {
      // Older JDKs come without an archive of their own.
      String option = "-XX:SharedArchiveFile=" + archive;
      Finished dump = ForkedJvm.java(jdk).with("-Xshare:dump", option).run();
      assertThat(archive).as("%s", dump).exists();
      sharing = new String[] {sharing[0], sharing[1], option};
    }
    String[] options =
        Stream.concat(Stream.of(world.agent()), Stream.of(sharing)).toArray(String[]::new);

    Finished with = tour.with(world, options).run();

    assertAuthorized(with);
    assertThat(vmLines(with)).as("%s", with).isEmpty();
    List<String> afterFirstHit =
        Files.readAllLines(log).stream()
            .dropWhile(line -> !line.contains("java.lang.OauthccHook "))
            .toList();
    assertThat(afterFirstHit).anyMatch(line -> line.contains("source: shared objects file"));
  }

  @Test
  @DisplayName("of the application, the JVM says what it says to any agent")
  void takesTheArchiveOfTheApplication() {
    assumeTrue(jdk.feature() >= 17, "there are none on Java 11");
    Path archive = folder.resolve("app.jsa");
    String use = "-XX:SharedArchiveFile=" + archive;
    Finished training =
        world.whereNoTokenIsNeeded(
            () -> tour.with(world, "-XX:ArchiveClassesAtExit=" + archive).run());
    assertThat(archive).as("%s", training).exists();

    Finished empty = world.whereNoTokenIsNeeded(() -> tour.with(world, emptyAgent, use).run());
    Finished with = tour.with(world, world.agent(), use).run();

    assertAuthorized(with);
    assertThat(vmLines(with)).as("%s", with).isEqualTo(vmLines(empty));
  }

  @Test
  @DisplayName("made ahead of time without an agent, calls are authorized all the same")
  void weavesBesideTheAotCacheOfNoAgent() {
    assumeTrue(jdk.feature() >= 25, "there are none");
    Path cache = folder.resolve("app.aot");
    world.whereNoTokenIsNeeded(() -> train(cache));

    Finished empty =
        world.whereNoTokenIsNeeded(() -> tour.with(world, emptyAgent, use(cache)).run());
    Finished with = tour.with(world, world.agent(), use(cache)).run();

    assertAuthorized(with);
    assertThat(vmLines(with)).as("%s", with).isEqualTo(vmLines(empty));
  }

  @Test
  @DisplayName("made ahead of time with some agent, clients that come from there are woven")
  void weavesWhatTheAotCacheLoaded() {
    assumeTrue(jdk.feature() >= 25, "there are none");
    Path cache = folder.resolve("app.aot");
    world.whereNoTokenIsNeeded(() -> train(cache, emptyAgent));

    Finished with = tour.with(world, world.agent(), use(cache)).run();

    assertAuthorized(with);
    assertThat(vmLines(with)).as("%s", with).isEmpty();
  }

  @Test
  @DisplayName("made ahead of time with the agent, calls are authorized and no token is in it")
  void worksWithTheAotCacheOfItsOwn() throws IOException {
    assumeTrue(jdk.feature() >= 25, "there are none");
    Path cache = folder.resolve("app.aot");
    assertAuthorized(train(cache, world.agent()));
    world.forgetTokenRequests();

    Finished with = tour.with(world, world.agent(), use(cache)).run();

    assertAuthorized(with);
    assertThat(vmLines(with)).as("%s", with).isEmpty();
    assertThat(world.hasTokenIn(Files.readString(cache, StandardCharsets.ISO_8859_1))).isFalse();
  }

  private Finished train(Path cache, String... agent) {
    String[] options =
        Stream.concat(Stream.of(agent), Stream.of("-XX:AOTCacheOutput=" + cache))
            .toArray(String[]::new);
    Finished training = tour.with(world, options).run();
    assertThat(cache).as("%s", training).exists();
    return training;
  }

  private static String use(Path cache) {
    return "-XX:AOTCache=" + cache;
  }

  private void assertAuthorized(Finished finished) {
    assertThat(finished.out().stream().filter(line -> line.endsWith(" 200")))
        .as("%s", finished)
        .hasSize(tour.calls());
    assertThat(finished.status()).isZero();
    assertThat(world.tokenRequests()).isOne();
    world.assertKeptSecret(finished);
  }

  /** What the VM printed, and how often. */
  private static Map<String, Long> vmLines(Finished finished) {
    return Stream.concat(finished.out().stream(), finished.errWithoutLog().stream())
        .filter(line -> !line.endsWith(" 200"))
        .map(line -> line.replaceFirst("^\\[[0-9.]+s]", ""))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
