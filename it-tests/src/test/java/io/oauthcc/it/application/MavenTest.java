package io.oauthcc.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import okhttp3.mockwebserver.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Maven 4, whose resolver downloads over {@code java.net.http}: a project whose parent POM and
 * build extension are in a repository that wants a token. The extension is looked for in an open
 * repository first.
 */
final class MavenTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String PROJECT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>com.example</groupId>
          <artifactId>base</artifactId>
          <version>1</version>
          <relativePath/>
        </parent>
        <artifactId>application</artifactId>
        <packaging>pom</packaging>
        <build>
          <extensions>
            <extension>
              <groupId>com.example</groupId>
              <artifactId>rules</artifactId>
              <version>1</version>
            </extension>
          </extensions>
        </build>
      </project>
      """;

  private static final String SETTINGS =
      """
      <settings>
        <mirrors>
          <mirror><id>company</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
        </mirrors>
        <profiles>
          <profile>
            <id>default</id>
            <pluginRepositories>
              <pluginRepository><id>open</id><url>%s</url></pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>default</activeProfile></activeProfiles>
      </settings>
      """;

  private static final String ARTIFACT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        <packaging>%s</packaging>
      </project>
      """;

  private static final byte[] JAR = jar();

  private static final Map<String, byte[]> REPOSITORY = repository();

  private final Surroundings around = new Surroundings();
  private final Path folder;

  MavenTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeProject() throws IOException {
    around.api().answers(hop -> file(hop.path()));
    around.elsewhere().answers(hop -> new MockResponse().setResponseCode(404));
    Files.createDirectories(folder.resolve(".mvn"));
    Files.writeString(folder.resolve("pom.xml"), PROJECT);
    Files.writeString(
        folder.resolve("settings.xml"),
        SETTINGS.formatted(around.api().url("/maven"), around.elsewhere().url("/maven")));
  }

  @AfterEach
  void close() {
    around.close();
  }

  /** The oldest that Maven 4 runs on and the newest: it starts slowly. */
  static List<Jdk> jdks() {
    List<Jdk> all = Jdks.from(17);
    return all.size() < 3 ? all : List.of(all.get(0), all.get(all.size() - 1));
  }

  @Test
  void is_refused_without_the_agent() {
    Finished maven = maven(Jdks.ofBuild(), "");

    assertThat(maven.status()).as("%s", maven).isOne();
    assertThat(maven.toString()).contains("Non-resolvable parent POM", "HTTP Status: 401");
    assertThat(around.seen())
        .containsExactly("api GET /maven/com/example/base/1/base-1.pom, no token");
    assertThat(local("base/1/base-1.pom")).doesNotExist();
    around.assertNoToken();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void builds_with_the_agent_and_shows_the_open_repository_no_token(Jdk jdk) {
    Finished maven = maven(jdk, around.agent(folder));

    assertThat(maven.status()).as("%s", maven).isZero();
    assertThat(maven.out()).anyMatch(line -> line.contains("BUILD SUCCESS"));
    assertThat(around.seen())
        .contains(
            "api GET /maven/com/example/base/1/base-1.pom, token",
            "elsewhere GET /maven/com/example/rules/1/rules-1.jar, no token",
            "api GET /maven/com/example/rules/1/rules-1.jar, token")
        .allMatch(seen -> seen.startsWith("api ") == seen.endsWith(", token"));
    assertThat(local("base/1/base-1.pom"))
        .hasBinaryContent(utf8(ARTIFACT.formatted("base", "pom")));
    assertThat(local("rules/1/rules-1.jar")).hasBinaryContent(JAR);
    around.assertOneToken(maven);
  }

  private Finished maven(Jdk jdk, String options) {
    return ForkedJvm.program(Programs.file("apache-maven-4.0.0-rc-4/bin/mvn"))
        .environment("JAVA_HOME", jdk.home().toString())
        .environment("MAVEN_OPTS", "-Duser.home=" + folder + " " + options)
        .environment("MAVEN_ARGS", "")
        .environment("MAVEN_SKIP_RC", "true")
        .with("-B", "-s", "settings.xml", "-Dmaven.repo.local=" + folder.resolve("local"))
        .with("validate")
        .in(folder)
        .start()
        .end(LIMIT);
  }

  private Path local(String file) {
    return folder.resolve("local/com/example").resolve(file);
  }

  private static Map<String, byte[]> repository() {
    Map<String, byte[]> files = new HashMap<>();
    files.put("base/1/base-1.pom", utf8(ARTIFACT.formatted("base", "pom")));
    files.put("rules/1/rules-1.pom", utf8(ARTIFACT.formatted("rules", "jar")));
    files.put("rules/1/rules-1.jar", JAR);
    Map.copyOf(files).forEach((name, file) -> files.put(name + ".sha1", utf8(sha1(file))));
    return files;
  }

  private static MockResponse file(String path) {
    byte[] content = REPOSITORY.get(path.replaceFirst("^/maven/com/example/", ""));
    return content == null
        ? new MockResponse().setResponseCode(404)
        : new MockResponse().setBody(new Buffer().write(content));
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry("com/example/rules.txt"));
      jar.write(utf8("There is one rule."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
