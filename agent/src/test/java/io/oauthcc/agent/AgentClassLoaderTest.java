package io.oauthcc.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.packaging.ArchiveWriter;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentClassLoaderTest {

  private static final ProtectionDomain DOMAIN = AgentClassLoaderTest.class.getProtectionDomain();

  // JUnit sets these before each test.
  @SuppressWarnings("NullAway.Init")
  private File jar;

  @SuppressWarnings("NullAway.Init")
  private AgentClassLoader loader;

  @BeforeEach
  void aJarWithThreeKindsOfSections(@TempDir Path folder) throws IOException {
    jar = folder.resolve("oauthcc.jar").toFile();
    Files.write(jar.toPath(), jarOf(archive("p.q.Rest")));
    loader = new AgentClassLoader(jar, DOMAIN);
  }

  @Test
  void classesComeFromEverySection() throws Exception {
    for (String name : List.of("p.q.Start", "p.q.Hot", "p.q.Rest")) {
      Class<?> type = loader.loadClass(name);

      assertThat(type.getName()).isEqualTo(name);
      assertThat(type.getClassLoader()).isSameAs(loader);
      assertThat(type.getProtectionDomain()).isSameAs(DOMAIN);
      assertThat(type.getPackage().getName()).isEqualTo("p.q");
      assertThat(loader.loadClass(name)).isSameAs(type);
    }
  }

  @Test
  void aClassThatTheApplicationHasTooIsTheAgentsOwn() throws Exception {
    Class<?> ours = loader.loadClass("io.oauthcc.packaging.ArchiveWriter");

    assertThat(ours).isNotSameAs(ArchiveWriter.class);
    assertThat(ours.getClassLoader()).isSameAs(loader);
  }

  @Test
  void rootClassesAreThoseOfThisClass() throws Exception {
    assertThat(loader.loadClass(AgentClassLoader.class.getName())).isSameAs(AgentClassLoader.class);
  }

  @Test
  void theJdkIsVisible() throws Exception {
    assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
    assertThat(loader.loadClass("java.sql.Driver")).isSameAs(java.sql.Driver.class);
    assertThat(loader.getParent()).isSameAs(ClassLoader.getPlatformClassLoader());
  }

  @Test
  void theApplicationIsNotVisible() {
    for (String name : List.of("org.junit.jupiter.api.Test", "Unnamed", "p.q.Missing")) {
      assertThatThrownBy(() -> loader.loadClass(name))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessage("oauthcc: " + name + " is neither in " + jar + " nor in this JDK");
    }
    assertThat(loader.getResource("org/junit/jupiter/api/Test.class")).isNull();
    assertThat(loader.getResource("META-INF/MANIFEST.MF")).isNull();
    assertThat(loader.getResourceAsStream("META-INF/MANIFEST.MF")).isNull();
  }

  @Test
  void theHookIsAResourceAndNotAClass() throws Exception {
    assertThat(read("java/lang/OauthccHook.class")).isEqualTo("hook");
    assertThatThrownBy(() -> loader.loadClass("java.lang.OauthccHook"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void classFilesAreResources() throws Exception {
    assertThat(loader.getResourceAsStream("p/q/Rest.class"))
        .hasBinaryContent(classFile("p.q.Rest"));
    assertThat(loader.loadClass("p.q.Hot").getResourceAsStream("Start.class"))
        .hasBinaryContent(classFile("p.q.Start"));
    assertThat(loader.getResource("java/lang/Object.class")).isNotNull();
  }

  @Test
  void aServiceIsFound() throws Exception {
    Class<?> service = loader.loadClass("p.q.Start");

    List<String> providers = new ArrayList<>();
    ServiceLoader.load(service, loader).forEach(p -> providers.add(p.getClass().getName()));

    assertThat(providers).containsExactly("p.q.Start");
  }

  @Test
  void aResourceIsReadByItsUrlAndByNoOther() throws Exception {
    URL url = Collections.list(loader.getResources("META-INF/services/p.q.Start")).get(0);

    try (InputStream in = url.openStream()) {
      assertThat(in).asString(StandardCharsets.US_ASCII).isEqualTo("p.q.Start");
    }
    assertThat(url.openConnection().getContentLength()).isEqualTo("p.q.Start".length());
    assertThatThrownBy(() -> new URL(url, "/p/q/Start.class").openStream())
        .isInstanceOf(IOException.class)
        .hasMessage("oauthcc:/p/q/Start.class");
  }

  @Test
  void aResourceCanBeAdded() throws Exception {
    byte[] content = text("a=b");
    loader.putResource("io/oauthcc/added.properties", content);
    content[0] = 'x';

    assertThat(read("io/oauthcc/added.properties")).isEqualTo("a=b");
  }

  @Test
  void manyThreadsGetOneClass() throws Exception {
    int threads = 16;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Class<?>>> tasks =
          Collections.nCopies(threads, () -> Class.forName("p.q.Rest", true, loader));
      for (Future<Class<?>> loaded : pool.invokeAll(tasks)) {
        assertThat(loaded.get()).isSameAs(loader.loadClass("p.q.Rest"));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Fate.class)
  void whateverBecomesOfTheJarItsClassesStay(Fate fate) throws Exception {
    loader.loadClass("p.q.Start");

    fate.strike(jar.toPath());

    for (String name : List.of("p.q.Hot", "p.q.Rest")) {
      assertThat(loader.loadClass(name).getName()).isEqualTo(name);
    }
    assertThat(loader.getResourceAsStream("p/q/Rest.class"))
        .hasBinaryContent(classFile("p.q.Rest"));
  }

  @Test
  void sectionsOfTwoBuildsAreNotMixed() throws Exception {
    byte[] mixed = archive("p.q.Rest");
    byte[] other = archive("p.q.Tser");
    // The last section, and no more, is the other build's.
    System.arraycopy(other, other.length - 20, mixed, mixed.length - 20, 20);
    Files.write(jar.toPath(), jarOf(mixed));
    AgentClassLoader loader = new AgentClassLoader(jar, DOMAIN);

    assertThat(loader.loadClass("p.q.Hot")).isNotNull();
    assertThatThrownBy(() -> loader.loadClass("p.q.Rest"))
        .isInstanceOf(ClassNotFoundException.class)
        .rootCause()
        .hasMessageStartingWith(damaged());
    assertThat(loader.getResource("p/q/Rest.class")).isNull();
  }

  @Test
  void aDamagedSectionThatIsNotDeflatedIsNoticed() throws Exception {
    byte[] bytes = Files.readAllBytes(jar.toPath());
    int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("p/q/Start");
    bytes[name + 4]++;
    Files.write(jar.toPath(), bytes);
    AgentClassLoader loader = new AgentClassLoader(jar, DOMAIN);

    assertThatThrownBy(() -> loader.loadClass("p.q.Start"))
        .isInstanceOf(ClassNotFoundException.class)
        .rootCause()
        .hasMessage(damaged() + "a section's sum is not right); restart the JVM");
  }

  @Test
  void aDamagedHeadIsNoticedAtTheStart() throws Exception {
    byte[] bytes = Files.readAllBytes(jar.toPath());
    int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("p.q.Start");
    bytes[name]++;
    Files.write(jar.toPath(), bytes);

    assertThatThrownBy(() -> new AgentClassLoader(jar, DOMAIN))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessage(damaged() + "the archive's head is not right); restart the JVM");
  }

  @Test
  void aJarThatWasPackedAnewIsRefused() throws Exception {
    Path stored = jar.toPath().resolveSibling("stored.jar");
    Files.move(jar.toPath(), stored);
    try (JarFile from = new JarFile(stored.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar.toPath()))) {
      for (JarEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new JarEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }

    assertThatThrownBy(() -> new AgentClassLoader(jar, DOMAIN))
        .hasNoCause()
        .hasMessageContaining("oauthcc.archive was deflated: use the jar as it was built");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no jar", "", "PK\5\6 that is long enough to be the end of a jar"})
  void whatIsNoJarIsNamed(String content) throws Exception {
    Files.write(jar.toPath(), text(content));

    assertThatThrownBy(() -> new AgentClassLoader(jar, DOMAIN))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageStartingWith(damaged());
  }

  private String damaged() {
    return jar + " is damaged, or was written over while this JVM started (";
  }

  @Test
  void aJarThatIsGoneAtTheStartIsNamed() throws Exception {
    Files.delete(jar.toPath());

    assertThatThrownBy(() -> new AgentClassLoader(jar, DOMAIN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(jar.toString());
  }

  /** What becomes of a jar while a JVM runs. */
  private enum Fate {
    DELETED {
      @Override
      void strike(Path jar) throws IOException {
        Files.delete(jar);
      }
    },
    REPLACED {
      @Override
      void strike(Path jar) throws IOException {
        Path other = jar.resolveSibling("other");
        Files.write(other, new byte[100000]);
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    WRITTEN_OVER {
      @Override
      void strike(Path jar) throws IOException {
        Files.write(jar, new byte[100000]);
      }
    },
    CUT_OFF {
      @Override
      void strike(Path jar) throws IOException {
        Files.write(jar, new byte[0]);
      }
    };

    abstract void strike(Path jar) throws IOException;
  }

  private String read(String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? "null" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static byte[] archive(String coldClass) {
    SortedMap<String, byte[]> start = new TreeMap<>();
    start.put("p/q/Start.class", classFile("p.q.Start"));
    SortedMap<String, byte[]> hot = new TreeMap<>();
    hot.put("META-INF/services/p.q.Start", text("p.q.Start"));
    hot.put("java/lang/OauthccHook.class", text("hook"));
    hot.put("p/q/Hot.class", classFile("p.q.Hot"));
    SortedMap<String, byte[]> own = new TreeMap<>();
    own.put("io/oauthcc/packaging/ArchiveWriter.class", classFile(ArchiveWriter.class.getName()));
    SortedMap<String, byte[]> rest = new TreeMap<>();
    rest.put("p/q/Rest.class", classFile(coldClass));
    return ArchiveWriter.write(List.of(start, hot, own, rest));
  }

  /** One entry after another, as the build packs them: none is deflated. */
  private static byte[] jarOf(byte[] archive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content :
          List.of(
              Map.entry("META-INF/NOTICE", text("notice")),
              Map.entry("META-INF/oauthcc.archive", archive),
              Map.entry("z", text("last")))) {
        ZipEntry entry = new ZipEntry(content.getKey());
        CRC32 sum = new CRC32();
        sum.update(content.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.getValue().length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] classFile(String name) {
    return new ByteBuddy().subclass(Object.class).name(name).make().getBytes();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
