package io.oauthcc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class JarContentsTest {

  private static final int JAVA_8 = 52;
  private static final long MEGABYTE = 1024 * 1024;
  private static final Pattern PURL = Pattern.compile("\"purl\" : \"pkg:maven/([^?\"]+)");
  private static final Set<String> LIBRARIES =
      Set.of("byte-buddy", "httpcore5", "jackson-core", "slf4j-api", "slf4j-simple");

  @Test
  void theApplicationsLoaderSeesTenClassesAtMostAndJava8LoadsThem() throws IOException {
    try (JarFile jar = agent()) {
      List<String> classes = names(jar, ".class");

      assertThat(classes)
          .hasSizeLessThanOrEqualTo(10)
          .allMatch(name -> name.startsWith("io/oauthcc/agent/"));
      for (String name : classes) {
        assertThat(majorVersion(jar, name)).as(name).isEqualTo(JAVA_8);
      }
    }
  }

  @Test
  void theManifestNamesTheWaysIn() throws IOException {
    try (JarFile jar = agent()) {
      Attributes main = jar.getManifest().getMainAttributes();

      assertThat(main.getValue("Premain-Class")).isEqualTo("io.oauthcc.agent.AgentMain");
      assertThat(main.getValue("Agent-Class")).isEqualTo("io.oauthcc.agent.AgentMain");
      assertThat(main.getValue("Main-Class")).isEqualTo("io.oauthcc.agent.CommandLine");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(main.getValue("Implementation-Version")).isNotBlank();
      assertThat(main)
          .as("appending to the boot class path turns class data sharing off")
          .doesNotContainKeys(
              new Attributes.Name("Boot-Class-Path"),
              new Attributes.Name("Launcher-Agent-Class"),
              new Attributes.Name("Multi-Release"),
              new Attributes.Name("Class-Path"));
    }
  }

  @Test
  void licencesOfEverythingCarriedAreInIt() throws IOException {
    try (JarFile jar = agent()) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("Byte Buddy", "ASM", "Jackson", "HttpComponents", "SLF4J");
      for (String library : LIBRARIES) {
        assertThat(names(jar, "")).anyMatch(n -> n.startsWith(licence(library)));
      }
      assertThat(names(jar, ""))
          .contains("META-INF/licenses/byte-buddy/ASM")
          .contains("META-INF/licenses/httpcore5/NOTICE")
          .contains("META-INF/licenses/jackson-core/FastDoubleParser-LICENSE");
    }
  }

  private static String licence(String library) {
    return "META-INF/licenses/" + library + "/LICENSE";
  }

  @Test
  void theBillOfMaterialsListsWhatShipsAndNothingElse() throws IOException {
    try (JarFile jar = agent()) {
      Set<String> shipped = new TreeSet<>();
      for (String name : names(jar, "/pom.properties")) {
        Properties descriptor = new Properties();
        descriptor.load(new StringReader(text(jar, name)));
        shipped.add(
            descriptor.getProperty("groupId")
                + "/"
                + descriptor.getProperty("artifactId")
                + "@"
                + descriptor.getProperty("version"));
      }
      Set<String> listed = new TreeSet<>();
      Matcher purl = PURL.matcher(text(jar, "META-INF/sbom/oauthcc.cdx.json"));
      while (purl.find()) {
        listed.add(purl.group(1));
      }

      assertThat(listed).isEqualTo(shipped);
      assertThat(listed.stream().map(l -> l.replaceAll(".*/|@.*", "")))
          .containsAll(LIBRARIES)
          .contains("oauthcc", "oauthcc-bootstrap")
          .hasSize(LIBRARIES.size() + 2);
    }
  }

  @Test
  void itIsNotLargerThanTwoMegabytes() throws IOException {
    assertThat(Files.size(AgentFile.jar())).isLessThanOrEqualTo(2 * MEGABYTE);
  }

  @Test
  void everyEntryCarriesTheSameTimeSoThatTwoBuildsGiveTheSameBytes() throws IOException {
    try (JarFile jar = agent()) {
      assertThat(Collections.list(jar.entries()).stream().map(ZipEntry::getTimeLocal).distinct())
          .hasSize(1);
    }
  }

  private static JarFile agent() throws IOException {
    return new JarFile(AgentFile.jar().toFile());
  }

  private static List<String> names(JarFile jar, String end) {
    return jar.stream().map(ZipEntry::getName).filter(n -> n.endsWith(end)).toList();
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(new ZipEntry(name))) {
      assertThat(in)
          .as(name + " (the bill of materials is left out if Maven builds offline, with -o)")
          .isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int majorVersion(JarFile jar, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(new ZipEntry(name)))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
