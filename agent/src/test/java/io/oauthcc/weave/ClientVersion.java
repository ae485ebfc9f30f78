package io.oauthcc.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of a JDK that is on this machine, or of a library version that the build has. */
final class ClientVersion {

  private static final Path LIBRARIES = Path.of("target/clients");

  private final String name;
  private final List<Path> roots;

  private ClientVersion(String name, List<Path> roots) {
    this.name = name;
    this.roots = roots;
  }

  /** All there are. */
  static List<ClientVersion> all() {
    List<ClientVersion> all = new ArrayList<>();
    Set<String> versions = new LinkedHashSet<>();
    for (Path home : homes()) {
      ClientVersion jdk = ofJdk(home);
      if (jdk != null && versions.add(jdk.name)) {
        all.add(jdk);
      }
    }
    for (Path folder : children(LIBRARIES)) {
      List<Path> roots = new ArrayList<>();
      children(folder).forEach(jar -> roots.add(open(jar)));
      all.add(new ClientVersion(String.valueOf(folder.getFileName()), roots));
    }
    return all;
  }

  /** A class file, or null. */
  byte @Nullable [] read(String className) throws IOException {
    for (Path root : roots) {
      Path file = root.resolve(className + ".class");
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Path> homes() {
    List<Path> homes = new ArrayList<>(children(Path.of("../it-tests/jdks")));
    homes.add(Path.of(System.getProperty("java.home")));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    return homes;
  }

  private static @Nullable ClientVersion ofJdk(Path home) {
    try {
      Path rt = home.resolve("jre/lib/rt.jar");
      if (Files.exists(rt)) {
        return new ClientVersion("JDK 8", List.of(open(rt)));
      }
      if (!Files.exists(home.resolve("lib/modules")) || !Files.exists(home.resolve("release"))) {
        return null;
      }
      String version =
          Files.readAllLines(home.resolve("release")).stream()
              .filter(line -> line.startsWith("JAVA_VERSION="))
              .map(line -> line.replaceAll("^[^\"]*\"(\\d+).*", "$1"))
              .findFirst()
              .orElseThrow();
      Path image =
          FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()))
              .getPath("modules");
      return new ClientVersion(
          "JDK " + version, List.of(image.resolve("java.base"), image.resolve("java.net.http")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path open(Path archive) {
    try {
      return FileSystems.newFileSystem(archive).getPath("/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
