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

    assertThat(reads.found())
        .as("the JVM's own, renamed ones, and methods that get the name from elsewhere")
        .containsExactlyInAnyOrder(
            "java.class.path",
            "java.home",
            "java.version",
            "java.vm.name",
            "java.vm.vendor",
            "jdk.module.path",
            "line.separator",
            "path.separator",
            "user.dir",
            "org.graalvm.nativeimage.imagecode",
            "io.oauthcc.com.fasterxml.jackson.core.util.BufferRecyclers.trackReusableBuffers",
            "io.oauthcc.net.bytebuddy.depth",
            "io.oauthcc.net.bytebuddy.dump",
            "io.oauthcc.net.bytebuddy.experimental",
            "io.oauthcc.net.bytebuddy.generate",
            "io.oauthcc.net.bytebuddy.naming",
            "io.oauthcc.net.bytebuddy.nexus.disabled",
            "io.oauthcc.net.bytebuddy.processor",
            "io.oauthcc.net.bytebuddy.raw",
            "io.oauthcc.net.bytebuddy.reproducible",
            "io.oauthcc.net.bytebuddy.securitymanager",
            "io.oauthcc.net.bytebuddy.unadjusted",
            "io.oauthcc.net.bytebuddy.validation",
            "io.oauthcc.slf4j.internal.report.stream",
            "io.oauthcc.slf4j.internal.verbosity",
            "io.oauthcc.slf4j.provider",
            // With the name net.bytebuddy.safe, which is renamed, and a computed default.
            "net/bytebuddy/dynamic/loading/ClassInjector$UsingReflection$Dispatcher$UsingUnsafeInjection.make getProperty",
            "net/bytebuddy/dynamic/loading/ClassInjector$UsingReflection$Dispatcher$UsingUnsafeOverride.make getProperty",
            "net/bytebuddy/dynamic/loading/ClassInjector$UsingUnsafe$Dispatcher$CreationAction.run getProperty",
            // With the name given to its constructor, which is looked at here.
            "net/bytebuddy/utility/privilege/GetSystemPropertyAction.run getProperty",
            // Without a caller in SLF4J, and with names that begin with a renamed prefix.
            "org/slf4j/helpers/Util.safeGetSystemProperty getProperty",
            "org/slf4j/simple/SimpleLoggerConfiguration.getStringProperty getProperty");
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
                properties("io.oauthcc.simpleLogger.logFile=" + theirs)));
    Map<String, byte[]> agent = new TreeMap<>();
    for (Path jar : libraries(List.of("slf4j-"))) {
      agent.putAll(Library.read(jar).archived());
    }
    agent.put(
        "io/oauthcc/simplelogger.properties",
        properties(
            "io.oauthcc.simpleLogger.logFile=" + ours,
            "io.oauthcc.simpleLogger.showThreadName=false",
            "io.oauthcc.simpleLogger.log.quiet=error"));
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
