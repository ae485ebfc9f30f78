package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An application with an old Jackson, SLF4J and Byte Buddy of its own")
final class OwnLibrariesTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
  @TempDir
  private static Path applicationFolder;

  @SuppressWarnings("NullAway.Init") // Set before the first test.
  private static Path application;

  @SuppressWarnings("NullAway.Init") // Set before the first test.
  private static List<Path> libraries;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeAll
  static void compile() throws IOException {
    try (Stream<Path> jars =
        Files.list(
            Path.of(System.getProperty("oauthcc.it.applications", "")).resolve("old-libraries"))) {
      libraries = jars.sorted().toList();
    }
    Path classes =
        CompiledApplication.compile(
            applicationFolder,
            List.of("libraries/OwnLibraries.java"),
            "--release",
            "8",
            "-cp",
            CompiledApplication.path(libraries));
    application = jar(classes, applicationFolder.resolve("own.jar"));
  }

  /** It is its own agent. */
  private static Path jar(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "OwnLibraries");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.list(classes)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        out.putNextEntry(new JarEntry(file.getFileName().toString()));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
    return jar;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("gets what it brought, and has its calls authorized")
  void getsItsOwn(Jdk jdk, @TempDir Path folder) {
    try (World world = new World(folder)) {
      Finished without = world.whereNoTokenIsNeeded(() -> run(jdk, world));

      Finished with = run(jdk, world, world.agent());

      assertThat(with.out())
          .as("%s", with)
          .contains(
              "com.fasterxml.jackson.databind.ObjectMapper of jackson-databind-2.4.6.jar",
              "org.slf4j.Logger of slf4j-api-1.7.36.jar",
              "net.bytebuddy.ByteBuddy of byte-buddy-1.9.16.jar",
              "woven by its own Byte Buddy",
              "made by its own Byte Buddy",
              "200")
          .isEqualTo(without.out());
      assertThat(with.errWithoutLog())
          .as("%s", with)
          .contains("[main] DEBUG own - its own log, 0")
          .isEqualTo(without.err());
      assertThat(with.log()).noneMatch(line -> line.contains("DEBUG"));
      assertThat(with.status()).isZero();
      assertThat(world.tokenRequests()).isOne();
    }
  }

  private static Finished run(Jdk jdk, World world, String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .with("-javaagent:" + application, "-XX:TieredStopAtLevel=1")
        // What an old Byte Buddy asks for on a Java it does not know.
        .property("net.bytebuddy.experimental", "true")
        .property("org.slf4j.simpleLogger.defaultLogLevel", "debug")
        .with("-cp", CompiledApplication.path(libraries, application))
        .with("OwnLibraries", world.url("/own"))
        .run();
  }
}
