package io.oauthcc.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Apache Ant's {@code <get>}: {@code HttpURLConnection}, with redirects that Ant follows itself.
 */
final class AntTest {
  private static final String BUILD =
      """
      <project default="fetch">
        <target name="fetch">
          <get src="%s" dest="report.bin" verbose="true"/>
          <get src="%s" dest="photo.bin" verbose="true"/>
        </target>
      </project>
      """;

  private static final byte[] REPORT = bytes(100_000, 7);
  private static final byte[] PHOTO = bytes(3_000, 11);

  private final Surroundings around = new Surroundings();
  private final Path folder;

  AntTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeBuild() throws IOException {
    around
        .api()
        .answers(
            hop ->
                hop.path().equals("/photo")
                    ? new MockResponse()
                        .setResponseCode(302)
                        .setHeader("Location", around.elsewhere().url("/storage/photo"))
                    : new MockResponse().setBody(new Buffer().write(REPORT)));
    around.elsewhere().answers(hop -> new MockResponse().setBody(new Buffer().write(PHOTO)));
    Files.writeString(
        folder.resolve("build.xml"),
        BUILD.formatted(around.api().url("/report"), around.api().url("/photo")));
  }

  @AfterEach
  void close() {
    around.close();
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void is_refused_without_the_agent(Jdk jdk) {
    Finished ant = ant(jdk);

    assertThat(ant.status()).as("%s", ant).isOne();
    assertThat(String.join("\n", ant.err())).contains("HTTP Authorization failure");
    assertThat(around.seen()).containsExactly("api GET /report, no token");
    assertThat(folder.resolve("report.bin")).doesNotExist();
    around.assertNoToken();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void downloads_with_the_agent_and_takes_no_token_along_on_a_redirect(Jdk jdk) {
    Finished ant = ant(jdk, around.agent(folder));

    assertThat(ant.status()).as("%s", ant).isZero();
    // While a task runs, Ant has a System.err of its own, which prints as that task's output.
    assertThat(ant.log()).as("%s", ant).anyMatch(line -> line.contains("access token from"));
    assertThat(around.seen())
        .containsExactly(
            "api GET /report, token",
            "api GET /photo, token",
            "elsewhere GET /storage/photo, no token");
    assertThat(folder.resolve("report.bin")).hasBinaryContent(REPORT);
    assertThat(folder.resolve("photo.bin")).hasBinaryContent(PHOTO);
    assertThat(ant.errWithoutLog()).isEmpty();
    around.assertOneToken(ant);
  }

  private Finished ant(Jdk jdk, String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .classPath(
            List.of(
                Programs.file("ant/ant-1.10.15.jar"),
                Programs.file("ant/ant-launcher-1.10.15.jar")))
        .with("org.apache.tools.ant.launch.Launcher", "-noinput")
        .in(folder)
        .run();
  }

  private static byte[] bytes(int count, int step) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * step);
    }
    return bytes;
  }
}
