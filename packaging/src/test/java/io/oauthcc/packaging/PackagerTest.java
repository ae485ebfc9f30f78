package io.oauthcc.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerTest {

  private Path classes = Path.of("unset");
  private Path lists = Path.of("unset");
  private Path target = Path.of("unset");
  private Path library = Path.of("unset");

  @BeforeEach
  void anAgentWithOneLibrary(@TempDir Path folder) throws IOException {
    classes = folder.resolve("classes");
    lists = folder.resolve("lists");
    target = folder.resolve("jar");
    library = folder.resolve("lib-1.jar");
    for (String name : List.of("agent.AgentMain", "config.Target", "weave.Gate", "weave.Late")) {
      String path = "io/oauthcc/" + name.replace('.', '/') + ".class";
      write(classes.resolve(path), classFile("io.oauthcc." + name));
    }
    write(classes.resolve("META-INF/NOTICE"), text("notice"));
    write(lists.resolve("start.txt"), text("io/oauthcc/config/\nio/oauthcc/gone/Stale\n"));
    write(lists.resolve("hot.txt"), text("io/oauthcc/weave/Gate\norg/lib/Hot\n"));
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put("META-INF/LICENSE.txt", text("free"));
    contents.put("META-INF/licenses/Inner", text("free too"));
    contents.put("META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\n"));
    contents.put("META-INF/maven/org.lib/lib/pom.xml", text("<project/>"));
    contents.put("META-INF/services/org.lib.Service", text("org.lib.Hot\norg.lib.deep.Cold"));
    contents.put("META-INF/versions/9/org/lib/Hot.class", classFile("org.lib.Hot"));
    contents.put("module-info.class", classFile("org.lib.Module"));
    contents.put("org/lib/Hot.class", classFile("org.lib.Hot"));
    contents.put("org/lib/Unused.class", classFile("org.lib.Unused"));
    contents.put("org/lib/deep/Cold.class", classFile("org.lib.deep.Cold"));
    contents.put("org/lib/deep/version.properties", text("v=1"));
    jar(library, contents);
  }

  @Test
  void onlyTheAgentsOwnClassesAndTheLegalTextsLieInTheOpen() throws IOException {
    run();

    assertThat(files())
        .containsExactly(
            "META-INF/NOTICE",
            "META-INF/licenses/lib/Inner",
            "META-INF/licenses/lib/LICENSE.txt",
            "META-INF/maven/org.lib/lib/pom.xml",
            "META-INF/oauthcc.archive",
            "io/oauthcc/agent/AgentMain.class");
  }

  @Test
  void classesGoToTheSectionTheirListNamesAndResourcesToHot() throws IOException {
    run();

    assertThat(sections())
        .containsExactly(
            List.of("io.oauthcc.config.Target"),
            List.of("META-INF/services/org.lib.Service"),
            List.of("io.oauthcc.weave.Gate"),
            List.of("org.lib.Hot"),
            List.of("org/lib/deep/version.properties"),
            List.of("io.oauthcc.weave.Late"),
            List.of("org.lib.deep.Cold"));
    assertThat(names().keySet())
        .contains("io.oauthcc.config.", "io.oauthcc.weave.", "org.lib.", "org.lib.deep.");
  }

  @Test
  void whatIsMadeOfALambdaIsInTheSectionOfItsClass() throws IOException {
    String samples = "io/oauthcc/packaging/LambdaSamples";
    write(classes.resolve(samples + ".class"), content("/" + samples + ".class"));
    write(lists.resolve("hot.txt"), text(samples + "\n"));

    run();

    String name = samples.replace('/', '.');
    assertThat(names()).containsKeys(name, name + "$Closure1");
    assertThat(names().get(name + "$Closure1")).isEqualTo(names().get(name));
  }

  @Test
  void twoRunsGiveTheSameBytesAndNothingOfAnEarlierOneStays() throws IOException {
    run();
    byte[] first = archive();
    write(target.resolve("io/oauthcc/agent/Old.class"), text("old"));

    run();

    assertThat(archive()).isEqualTo(first);
    assertThat(target.resolve("io/oauthcc/agent/Old.class")).doesNotExist();
  }

  @Test
  void theSameNameInTwoPartsIsAnError() throws IOException {
    write(classes.resolve("org/lib/Hot.class"), classFile("org.lib.Hot"));

    assertThatThrownBy(this::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("two of the agent's parts have org/lib/Hot.class");
  }

  @Test
  void aJarThatNamesNoArtifactIsAnError() throws IOException {
    jar(library, Map.of("org/lib/Hot.class", classFile("org.lib.Hot")));

    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("lib-1.jar has no Maven descriptor to name it by");
  }

  private void run() throws IOException {
    Packager.main(
        new String[] {target.toString(), classes.toString(), lists.toString(), library.toString()});
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private byte[] archive() throws IOException {
    return Files.readAllBytes(target.resolve("META-INF/oauthcc.archive"));
  }

  /** The names of each section, packages aside. */
  private List<List<String>> sections() throws IOException {
    Map<Integer, List<String>> sections = new TreeMap<>();
    names()
        .forEach(
            (name, section) -> {
              if (!name.endsWith(".")) {
                sections.computeIfAbsent(section, s -> new ArrayList<>()).add(name);
              }
            });
    return List.copyOf(sections.values());
  }

  /** Every name in the archive and the number of its section. */
  private Map<String, Integer> names() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(archive());
    int slots = 16 + 16 * bytes.getInt(12);
    Map<String, Integer> names = new TreeMap<>();
    for (int i = 0; i < bytes.getInt(slots); i++) {
      int slot = slots + 4 + 20 * i;
      int length = bytes.getShort(slot + 8);
      if (length > 0) {
        names.put(
            new String(bytes.array(), bytes.getInt(slot + 4), length, StandardCharsets.US_ASCII),
            (int) bytes.getShort(slot + 10));
      }
    }
    return names;
  }

  private static byte[] classFile(String name) {
    return new ByteBuddy().subclass(Object.class).name(name).make().getBytes();
  }

  private static byte[] content(String resource) throws IOException {
    try (InputStream in = requireNonNull(PackagerTest.class.getResourceAsStream(resource))) {
      return in.readAllBytes();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, content);
  }

  private static void jar(Path file, Map<String, byte[]> contents) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
  }
}
