package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.client.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An application on the module path")
final class ModulePathTest {
  private static final List<Path> OK_HTTP =
      Subject.okHttp("4.12.0").findFirst().orElseThrow().classPath().stream()
          .filter(entry -> entry.toString().endsWith(".jar"))
          .toList();

  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
  @TempDir
  private static Path applicationFolder;

  @SuppressWarnings("NullAway.Init") // Set before the first test.
  private static Path application;

  static List<Jdk> jdks() {
    return Jdks.from(11);
  }

  @BeforeAll
  static void compile() throws IOException {
    application =
        CompiledApplication.compile(
            applicationFolder,
            List.of("module/module-info.java", "module/app/Main.java"),
            "--release",
            "11",
            "-p",
            CompiledApplication.path(OK_HTTP));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdks")
  @DisplayName("has its calls authorized in each client, the JDK's and an automatic module")
  void authorizes(Jdk jdk, @TempDir Path folder) {
    try (World world = new World(folder)) {
      Finished without = world.whereNoTokenIsNeeded(() -> run(jdk, world));

      Finished with = run(jdk, world, world.agent());

      assertThat(with.out()).as("%s", with).endsWith("200", "200", "200").isEqualTo(without.out());
      assertThat(with.out().get(0)).isEqualTo("module app, module okhttp3");
      assertThat(with.errWithoutLog()).isEqualTo(without.err());
      assertThat(with.status()).isZero();
      assertThat(world.tokenRequests()).isOne();
    }
  }

  private static Finished run(Jdk jdk, World world, String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .with("-XX:TieredStopAtLevel=1")
        .with("-p", CompiledApplication.path(OK_HTTP, application))
        .with("-m", "app/app.Main", world.url("/module"))
        .run();
  }
}
