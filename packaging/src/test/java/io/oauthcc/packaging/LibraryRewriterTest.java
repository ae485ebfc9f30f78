package io.oauthcc.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryRewriterTest {

  private static final List<String> SHIPPED =
      List.of("byte-buddy", "jackson-", "slf4j-", "httpcore5");

  @Test
  void aLibraryReadsNoPropertyThatAnApplicationMaySetForItsOwnCopy() throws IOException {
    PropertyReads reads = new PropertyReads();
    for (Path jar : libraries(SHIPPED)) {
      for (Map.Entry<String, byte[]> entry : Library.read(jar).archived().entrySet()) {
        if (entry.getKey().endsWith(".class")) {
          reads.scan(entry.getValue());
        }
      }
    }

    assertThat(reads.found()).isEmpty();
  }

  @Test
  void slf4jSimpleIsConfiguredByTheAgentOnly(@TempDir Path folder) throws Exception {
    Path ours = folder.resolve("ours.log");
    Path theirs = folder.resolve("theirs.log");
    ClassLoader application =
        new MemoryLoader(
            Map.of(
                "simplelogger.properties",
                properties("org.slf4j.simpleLogger.logFile=" + theirs),
                "io/oauthcc/simplelogger.properties",
                properties("org.slf4j.simpleLogger.logFile=" + theirs)));
    Map<String, byte[]> agent = new TreeMap<>();
    for (Path jar : libraries(List.of("slf4j-"))) {
      agent.putAll(Library.read(jar).archived());
    }
    agent.put("io/oauthcc/runtime/JvmFacts.class", noFacts());
    agent.put(
        "io/oauthcc/simplelogger.properties",
        properties(
            "org.slf4j.simpleLogger.logFile=" + ours,
            "org.slf4j.simpleLogger.showThreadName=false",
            "org.slf4j.simpleLogger.log.quiet=error"));
    Map<String, String> applicationProperties =
        Map.of(
            "org.slf4j.simpleLogger.logFile", theirs.toString(),
            "org.slf4j.simpleLogger.defaultLogLevel", "off",
            "org.slf4j.simpleLogger.log.quiet", "trace",
            "slf4j.provider", "com.example.TheirProvider",
            "slf4j.internal.verbosity", "DEBUG");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application);
    applicationProperties.forEach(System::setProperty);
    try {
      ClassLoader loader = new MemoryLoader(agent);
      Class<?> factory = loader.loadClass("org.slf4j.LoggerFactory");
      Class<?> logger = loader.loadClass("org.slf4j.Logger");
      for (String name : List.of("loud", "quiet")) {
        Object log = factory.getMethod("getLogger", String.class).invoke(null, name);
        logger.getMethod("info", String.class).invoke(log, "hello");
      }
    } finally {
      applicationProperties.keySet().forEach(System::clearProperty);
      thread.setContextClassLoader(before);
    }

    assertThat(theirs).doesNotExist();
    assertThat(ours).content().isEqualToNormalizingNewlines("INFO loud - hello\n");
  }

  @Test
  void slf4jDoesNotReadTheStandardErrorThatAnApplicationMayReplace() throws IOException {
    String nameOfTheField = "\u0001\u0000\u0003err";
    for (Path jar : libraries(List.of("slf4j-"))) {
      for (Map.Entry<String, byte[]> entry : Library.read(jar).archived().entrySet()) {
        assertThat(new String(entry.getValue(), StandardCharsets.ISO_8859_1))
            .as("%s in %s", entry.getKey(), jar)
            .doesNotContain(nameOfTheField);
      }
    }
  }

  @Test
  void slf4jDoesNotFixTheTimeZoneThatAnApplicationMayBeAboutToChoose() throws IOException {
    for (Path jar : libraries(List.of("slf4j-"))) {
      for (Map.Entry<String, byte[]> entry : Library.read(jar).archived().entrySet()) {
        assertThat(new String(entry.getValue(), StandardCharsets.ISO_8859_1))
            .as("%s in %s", entry.getKey(), jar)
            .doesNotContain("java/text/SimpleDateFormat", "java/util/Calendar");
      }
    }
  }

  @Test
  void localVariablesGoAndLineNumbersStay() throws Exception {
    Map<String, byte[]> slf4j = new TreeMap<>();
    for (Path jar : libraries(List.of("slf4j-"))) {
      slf4j.putAll(Library.read(jar).archived());
    }

    byte[] classFile = slf4j.get("org/slf4j/helpers/Reporter.class");

    assertThat(new String(classFile, StandardCharsets.ISO_8859_1))
        .contains("LineNumberTable")
        .doesNotContain("LocalVariableTable");
  }

  /** In place of the agent's: of the JVM nothing is known. */
  private static byte[] noFacts() {
    return new ByteBuddy()
        .subclass(Object.class)
        .name("io.oauthcc.runtime.JvmFacts")
        .defineMethod("property", String.class, Visibility.PUBLIC, Ownership.STATIC)
        .withParameters(String.class)
        .intercept(FixedValue.nullValue())
        .make()
        .getBytes();
  }

  private static byte[] properties(String... lines) {
    return String.join("\n", lines).replace('\\', '/').getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The jars of this class path whose names begin so. */
  private static List<Path> libraries(List<String> prefixes) {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(jar -> prefixes.stream().anyMatch(jar.getFileName().toString()::startsWith))
            .toList();
    assertThat(jars).hasSizeGreaterThanOrEqualTo(prefixes.size());
    return jars;
  }
}
