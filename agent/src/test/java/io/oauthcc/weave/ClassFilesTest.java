package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassFilesTest {

  private static final String CLASS = "com/example/Client";

  /** What a loader was asked for and opened. */
  private final List<String> asked = new ArrayList<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void no_jar_stays_open() throws IOException {
    try (URLClassLoader loader = urlLoader(jar("plain.jar", "content"));
        URLClassLoader files = urlLoader(jar("delegating.jar", "content"))) {
      assertThat(read(loader)).isEqualTo("content");
      assertThat(read(new Delegating(files))).isEqualTo("content");
      assertThat(openJars()).as("the loaders' own").hasSize(2);
    }

    assertThat(openJars()).isEmpty();
  }

  @Test
  void a_jar_in_the_place_of_another_is_read_anew() throws IOException {
    Path jar = folder.resolve("a.jar");
    for (String content : List.of("first", "second, and longer")) {
      Files.move(jar("new.jar", content), jar, StandardCopyOption.REPLACE_EXISTING);

      try (URLClassLoader loader = urlLoader(jar)) {
        assertThat(read(new Delegating(loader))).isEqualTo(content);
      }
    }
  }

  @Test
  void class_files_of_java_come_from_the_jdk_whatever_the_loader_shows() throws IOException {
    ClassLoader lying = new InMemory("java/lang/Throwable.class", "lies");
    byte[] real = Throwable.class.getResourceAsStream("Throwable.class").readAllBytes();

    assertThat(new ClassFiles(lying).read("java/lang/Throwable")).isEqualTo(real);
    assertThat(new ClassFiles(lying).read("java/sql/Driver")).isNotNull();
    assertThat(new ClassFiles(null).read("java/lang/Throwable")).isEqualTo(real);
    assertThat(new ClassFiles(null).read("java/sql/Driver")).isNotNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void other_class_files_of_the_jdk_come_from_there_where_the_loader_shows_none()
      throws IOException {
    ClassLoader narrow = new InMemory("javax/net/ssl/SSLSocket.class", "its own");

    assertThat(new ClassFiles(narrow).read("javax/net/ssl/SSLSocketFactory")).isNotNull();
    assertThat(new ClassFiles(narrow).read("javax/net/ssl/SSLSocket"))
        .asString()
        .isEqualTo("its own");
    assertThat(new ClassFiles(narrow).read("com/example/Missing")).isNull();
  }

  @Test
  void a_loader_without_urls_is_asked_for_the_stream() throws IOException {
    assertThat(read(new InMemory(CLASS + ".class", "from memory"))).isEqualTo("from memory");
  }

  @Test
  void a_class_path_in_the_network_is_asked_once_where_a_file_lies_and_once_for_the_file()
      throws IOException {
    URL root = new URL(null, "http://example.com/classes/", new Recording(true));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {root}, null)) {
      assertThat(read(loader)).isEqualTo("of the network");
    }

    assertThat(asked).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_file_that_is_missing_in_the_network_is_not_asked_for_three_times() throws IOException {
    URL root = new URL(null, "http://example.com/classes/", new Recording(false));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {root}, null) {}) {
      assertThat(read(loader)).isEqualTo("null");
    }

    assertThat(asked).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_loader_that_could_have_urls_may_have_streams_alone() throws IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[0], null) {
          @Override
          public InputStream getResourceAsStream(String file) {
            return stream("from memory");
          }
        }) {
      assertThat(read(loader)).isEqualTo("from memory");
    }
  }

  @Test
  void a_loader_that_throws_when_asked_for_a_url_is_asked_for_the_stream() throws IOException {
    for (Throwable thrown : List.of(new UnsupportedOperationException(), new LinkageError())) {
      ClassLoader loader =
          new ClassLoader(null) {
            @Override
            public URL getResource(String file) {
              if (thrown instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) thrown;
            }

            @Override
            public InputStream getResourceAsStream(String file) {
              return stream("from memory");
            }
          };

      assertThat(read(loader)).isEqualTo("from memory");
    }
  }

  @Test
  void what_a_url_does_not_give_the_loader_may() throws IOException {
    assertThat(read(new Unreadable("from memory"))).isEqualTo("from memory");
  }

  @Test
  void a_file_that_nobody_can_read_is_not_taken_for_a_missing_one() {
    assertThatThrownBy(() -> read(new Unreadable(null)))
        .isInstanceOf(IOException.class)
        .hasMessage("not to be read");
  }

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(ClassLoader loader) throws IOException {
    try (ClassFiles classFiles = new ClassFiles(loader)) {
      byte[] classFile = classFiles.read(CLASS);
      return classFile == null ? "null" : new String(classFile, StandardCharsets.US_ASCII);
    }
  }

  private Path jar(String name, String content) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(CLASS + ".class"));
      zip.write(content.getBytes(StandardCharsets.US_ASCII));
    }
    return jar;
  }

  private static URLClassLoader urlLoader(Path jar) throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  private List<String> openJars() throws IOException {
    List<String> open = new ArrayList<>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          open.add(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException closedMeanwhile) {
          // Another thread's, or the listing's own.
        }
      }
    }
    open.removeIf(file -> !file.startsWith(folder.toString()));
    return open;
  }

  /** A loader that is no {@link URLClassLoader}, as an application server's. */
  private static final class Delegating extends ClassLoader {

    private final URLClassLoader files;

    Delegating(URLClassLoader files) {
      super(null);
      this.files = files;
    }

    @Override
    protected @Nullable URL findResource(String name) {
      return files.findResource(name);
    }
  }

  /** A loader that has one file, without a URL, and shows nothing else. */
  private final class InMemory extends ClassLoader {

    private final String name;
    private final String content;

    InMemory(String name, String content) {
      super(null);
      this.name = name;
      this.content = content;
    }

    @Override
    public @Nullable URL getResource(String file) {
      if (file.startsWith("java/")) {
        asked.add(file);
      }
      return null;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String file) {
      if (file.startsWith("java/")) {
        asked.add(file);
      }
      return file.equals(name)
          ? new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII))
          : null;
    }
  }

  /** A loader whose URLs cannot be read. */
  private static final class Unreadable extends ClassLoader {

    private final @Nullable String content;

    Unreadable(@Nullable String content) {
      super(null);
      this.content = content;
    }

    @Override
    protected URL findResource(String name) {
      try {
        return new URL(
            null,
            "memory:/" + name,
            new URLStreamHandler() {
              @Override
              protected URLConnection openConnection(URL url) throws IOException {
                throw new IOException("not to be read");
              }
            });
      } catch (MalformedURLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String file) {
      return content == null ? super.getResourceAsStream(file) : stream(content);
    }
  }

  /** A server of class files. */
  private final class Recording extends URLStreamHandler {

    private final boolean hasFiles;

    Recording(boolean hasFiles) {
      this.hasFiles = hasFiles;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {

        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
          asked.add(url + (getUseCaches() ? "" : " past the cache"));
          if (!hasFiles) {
            throw new FileNotFoundException(url.toString());
          }
          return new ByteArrayInputStream("of the network".getBytes(StandardCharsets.US_ASCII));
        }
      };
    }
  }
}
