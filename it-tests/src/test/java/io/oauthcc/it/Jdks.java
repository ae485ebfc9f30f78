package io.oauthcc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs that the suites run on: one of each {@link #COVERED} feature version that the machine
 * has, from {@code it-tests/jdks}, the JDK of this build and {@code /usr/lib/jvm}, in that order.
 *
 * <p>The environment variable {@code OAUTHCC_ONLY_JDKS} restricts them to those it lists, for a
 * quick look. Where the environment variable {@code OAUTHCC_REQUIRE_JDKS} lists versions, a missing
 * one is an error, so that a build that should cover them cannot quietly cover less.
 */
public final class Jdks {

  /** The feature versions that the agent is tested on. */
  public static final Set<Integer> COVERED = Set.of(8, 11, 17, 21, 25, 26);

  private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");
  private static final List<Jdk> PRESENT = find();

  private Jdks() {}

  /** Those present, oldest first. */
  public static List<Jdk> all() {
    return PRESENT;
  }

  /** Those present from a feature version on, oldest first. */
  public static List<Jdk> from(int feature) {
    return PRESENT.stream().filter(jdk -> jdk.feature() >= feature).toList();
  }

  /** The JDK that runs this build, as one of {@link #all()} if its version is covered. */
  public static Jdk ofBuild() {
    int feature = Runtime.version().feature();
    return PRESENT.stream()
        .filter(jdk -> jdk.feature() == feature)
        .findFirst()
        .orElse(new Jdk(feature, Path.of(System.getProperty("java.home"))));
  }

  private static List<Jdk> find() {
    Map<Integer, Jdk> found = new TreeMap<>();
    for (Path home : candidates()) {
      int feature = feature(home);
      if (COVERED.contains(feature)) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    List<Integer> only = listed("OAUTHCC_ONLY_JDKS");
    found.keySet().removeIf(feature -> !only.isEmpty() && !only.contains(feature));
    for (Integer required : listed("OAUTHCC_REQUIRE_JDKS")) {
      if (!found.containsKey(required)) {
        throw new IllegalStateException(
            "OAUTHCC_REQUIRE_JDKS lists JDK %d, but only %s are here; run it-tests/install-jdks"
                .formatted(required, found.keySet()));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Integer> listed(String variable) {
    return Stream.of(System.getenv().getOrDefault(variable, "").split("[, ]+", -1))
        .filter(version -> !version.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }

  private static Set<Path> candidates() {
    Set<Path> homes = new LinkedHashSet<>();
    homes.addAll(children(Path.of(System.getProperty("oauthcc.it.jdks", "jdks"))));
    homes.add(Path.of(System.getProperty("java.home")));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    return homes;
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new ArrayList<>();
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> homes = new ArrayList<>();
      for (Path home : (Iterable<Path>) all.sorted()::iterator) {
        homes.add(home.toRealPath());
      }
      return homes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The feature version, as its launcher says; -1 if this is no JDK. */
  private static int feature(Path home) {
    if (!Files.isExecutable(home.resolve("bin/javac"))) {
      return -1;
    }
    Finished said = ForkedJvm.java(new Jdk(-1, home)).with("-version").run();
    Matcher version = VERSION.matcher(String.join("\n", said.err()));
    return version.find() ? Integer.parseInt(version.group(1)) : -1;
  }
}
