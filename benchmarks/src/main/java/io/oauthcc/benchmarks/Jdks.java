package io.oauthcc.benchmarks;

import io.oauthcc.benchmarks.result.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {

  private Jdks() {}

  /**
   * One of each of these feature versions, as far as they are in {@code it-tests/jdks}, in {@code
   * /usr/lib/jvm}, or run this; in the order asked for.
   *
   * @throws IOException if one is missing
   */
  public static List<Jdk> find(List<String> features) throws IOException, InterruptedException {
    List<Path> homes = new ArrayList<>();
    for (Path folder : List.of(Path.of("it-tests/jdks"), Path.of("/usr/lib/jvm"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> children = Files.list(folder)) {
          homes.addAll(children.sorted().toList());
        }
      }
    }
    homes.add(Path.of(System.getProperty("java.home")));
    List<Jdk> all = new ArrayList<>();
    for (Path home : homes) {
      Path java = home.resolve("bin/java");
      if (Files.isExecutable(java)) {
        all.add(Jdk.of(java.toRealPath().toString()));
      }
    }
    List<Jdk> found = new ArrayList<>();
    for (String feature : features) {
      found.add(
          all.stream()
              .filter(jdk -> jdk.feature().equals(feature))
              .findFirst()
              .orElseThrow(() -> new IOException("there is no JDK " + feature)));
    }
    return found;
  }
}
