package io.oauthcc.it.stubs;

import io.oauthcc.it.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of one JDK or library version, whatever JDK runs the tests. */
final class ClassSource {

  private final String name;
  private final int javaVersion;
  private final List<Path> roots;

  private ClassSource(String name, int javaVersion, List<Path> roots) {
    this.name = name;
    this.javaVersion = javaVersion;
    this.roots = roots;
  }

  /** The modules that clients live in, or the one archive that Java 8 keeps everything in. */
  static ClassSource of(Jdk jdk) {
    try {
      if (jdk.feature() == 8) {
        return new ClassSource(
            jdk.toString(), 8, List.of(open(jdk.home().resolve("jre/lib/rt.jar"))));
      }
      FileSystem image =
          FileSystems.newFileSystem(
              URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
      return new ClassSource(
          jdk.toString(),
          jdk.feature(),
          List.of(image.getPath("modules/java.base"), image.getPath("modules/java.net.http")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jars in a folder, which names the version. */
  static ClassSource of(Path folder) {
    try (Stream<Path> jars = Files.list(folder)) {
      List<Path> roots = new ArrayList<>();
      for (Path jar : jars.sorted().toList()) {
        roots.add(open(jar));
      }
      return new ClassSource(String.valueOf(folder.getFileName()), 0, roots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The feature version of a JDK; 0 for a library. */
  int javaVersion() {
    return javaVersion;
  }

  /**
   * The shape of a class.
   *
   * @return null if it is not here
   */
  @Nullable Shape shape(String className) {
    for (Path root : roots) {
      Path file = root.resolve(className + ".class");
      if (Files.exists(file)) {
        try {
          return Shape.of(Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name;
  }

  private static Path open(Path archive) throws IOException {
    return FileSystems.newFileSystem(archive).getPath("/");
  }
}
