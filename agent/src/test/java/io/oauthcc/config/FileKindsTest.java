package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To open a pipe waits until somebody writes: nothing but a regular file is ever opened. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FileKindsTest extends ConfigurationTest {

  @BeforeEach
  void preparePipes() throws Exception {
    assumeTrue(File.separatorChar == '/', "this system has no pipes in its folders");
    pipe(sources.file("pipe"));
    Files.createSymbolicLink(sources.file("link"), sources.file("pipe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-secret-file=DIR/pipe",
        "client-secret-file=DIR/link",
        "client-secret-file=/dev/null",
        "client-secret=${file:DIR/pipe}",
        "client-secret=x\naudience=${file:DIR/link}",
        "client-secret=x\ntrust-store=DIR/pipe",
        "client-secret=x\nkey-store=DIR/link",
        "client-authentication-method=private_key_jwt\nprivate-key-file=DIR/pipe",
        "client-secret=x\nlog-file=DIR/pipe",
        "client-secret=x\nlog-file=DIR/link",
      })
  void aPipeOrDeviceIsAMistake(String lines) {
    assertThat(sources.problems(BASE + lines + "\n"))
        .singleElement()
        .asString()
        .contains("is no regular file");
  }

  @Test
  void aConfigurationFileIsNoPipe() {
    ConfigurationException failure =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                ConfigurationReader.read(
                    sources.file("pipe").toString(), new Properties(), Map.of(), later -> {}));

    assertThat(Objects.requireNonNull(failure).problems())
        .singleElement()
        .asString()
        .contains("pipe is no regular file");
  }

  /** As Kubernetes mounts secrets. */
  @Test
  void aLinkToARegularFileIsOne() throws Exception {
    Files.writeString(sources.file("secret"), "s");
    Files.createSymbolicLink(sources.file("data"), sources.file("secret"));

    assertThat(sources.registration(BASE + "client-secret-file=DIR/data\n").clientSecret())
        .isNotNull();
  }

  @Test
  void aSecretFileThatBecomesAPipeLeavesTheLastGoodSecret() throws Exception {
    Path secret = Files.writeString(sources.file("secret"), "good");
    List<String> later = new ArrayList<>();
    SecretFile source = new SecretFile(secret.toFile(), "secret", later::add);
    assertThat(source.mistake()).isNull();
    Files.delete(secret);
    pipe(secret);

    assertThat(source.get().reveal()).isEqualTo("good");
    assertThat(later).singleElement().asString().contains("is no regular file", "last good");
  }

  @Test
  void theProcessesOwnStreamsMayTakeTheLog() throws Exception {
    assertThat(sources.read(BASE + SECRET + "log-file=/dev/stderr\n").logFile()).isNull();
    assertThat(sources.read(BASE + SECRET + "log-file=/dev/null\n").logFile()).hasName("null");
  }

  private static void pipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }
}
