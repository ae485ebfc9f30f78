package io.oauthcc.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays out the folder that {@code oauthcc.jar} is packed from.
 *
 * <ul>
 *   <li>{@code io/oauthcc/agent/}: the classes that the application's loader may load;
 *   <li>{@code META-INF/oauthcc/}: all other classes and resources of the agent and its libraries,
 *       in class archives that {@code io.oauthcc.agent.AgentClassLoader} describes;
 *   <li>{@code META-INF/maven}, {@code META-INF/licenses}: the libraries' descriptors and licences.
 * </ul>
 */
public final class Packager {

  private static final String ROOT_PACKAGE = "io/oauthcc/agent/";
  private static final String START = "start";
  private static final Pattern FIRST_THREE = Pattern.compile("^((?:[^/]+/){0,2}[^/]+)/.*$");

  private final SortedMap<String, byte[]> archived = new TreeMap<>();
  private final SortedMap<String, byte[]> open = new TreeMap<>();

  private Packager() {}

  /**
   * Writes the folder anew.
   *
   * @param args the folder to write, the agent's classes, the folder of {@code start.txt} and
   *     {@code hot.txt}, the libraries' jars as a class path
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "expected <target> <classes> <lists> <libraries>, got " + Arrays.toString(args));
    }
    Packager packager = new Packager();
    packager.addClasses(Path.of(args[1]));
    for (String jar : args[3].split(File.pathSeparator, -1)) {
      packager.addLibrary(Path.of(jar));
    }
    packager.write(Path.of(args[0]), Path.of(args[2]));
  }

  private void addClasses(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (name.endsWith("package-info.class")) {
          continue;
        }
        byte[] content = Files.readAllBytes(file);
        boolean isOpen = name.startsWith(ROOT_PACKAGE) || name.startsWith("META-INF/");
        byte[] slim = name.endsWith(".class") ? Slim.of(content) : content;
        add(isOpen ? open : archived, Map.of(name, slim));
      }
    }
  }

  private void addLibrary(Path jar) throws IOException {
    Library library = Library.read(jar);
    add(archived, library.archived());
    add(open, library.open());
  }

  private static void add(SortedMap<String, byte[]> all, Map<String, byte[]> more) {
    for (Map.Entry<String, byte[]> entry : more.entrySet()) {
      if (all.put(entry.getKey(), entry.getValue()) != null) {
        throw new IllegalStateException("two of the agent's parts have " + entry.getKey());
      }
    }
  }

  private void write(Path target, Path lists) throws IOException {
    spellOutLambdas();
    ClassList startList = ClassList.read(lists.resolve("start.txt"));
    ClassList hotList = ClassList.read(lists.resolve("hot.txt"));
    SortedMap<String, SortedMap<String, byte[]>> archives = new TreeMap<>();
    SortedMap<String, byte[]> start = archive(archives, START);
    archived.forEach(
        (name, content) -> {
          if (isLoaded(name)) {
            archive(archives, restOf(name));
          }
          archive(archives, archiveOf(name, startList, hotList)).put(name, content);
        });
    archives.keySet().stream()
        .filter(name -> !name.equals(START))
        .forEach(name -> start.put(name, new byte[0]));
    long build = fingerprint();
    archives.forEach(
        (name, contents) ->
            open.put(
                "META-INF/oauthcc/" + name + ".archive", ArchiveWriter.write(build, contents)));
    replaceContents(target);
  }

  private void spellOutLambdas() {
    SortedMap<String, byte[]> all = new TreeMap<>();
    archived.forEach(
        (name, content) ->
            add(all, isLoaded(name) ? Lambdas.toClasses(name, content) : Map.of(name, content)));
    archived.putAll(all);
  }

  private static String archiveOf(String name, ClassList startList, ClassList hotList) {
    String owner = Lambdas.owner(name);
    if (isLoaded(name) && startList.contains(owner)) {
      return START;
    }
    return isLoaded(name) && !hotList.contains(owner)
        ? restOf(name)
        : "hot/" + FIRST_THREE.matcher(name).replaceFirst("$1");
  }

  /** Whether the agent's loader defines it: the hook is a class, but not of that loader. */
  private static boolean isLoaded(String name) {
    return name.endsWith(".class") && !name.startsWith("java/");
  }

  private static String restOf(String name) {
    return "rest/" + name.substring(0, name.lastIndexOf('/'));
  }

  private static SortedMap<String, byte[]> archive(
      SortedMap<String, SortedMap<String, byte[]>> archives, String name) {
    return archives.computeIfAbsent(name, n -> new TreeMap<>());
  }

  private long fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SortedMap<String, byte[]> part : List.of(archived, open)) {
        part.forEach(
            (name, content) -> {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              digest.update(content);
            });
      }
      return ByteBuffer.wrap(digest.digest()).getLong() | 1;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Writes the files, and removes those that an earlier build left. */
  private void replaceContents(Path target) throws IOException {
    if (Files.exists(target)) {
      try (Stream<Path> files = Files.walk(target)) {
        for (Path old : new TreeSet<>(files.toList()).descendingSet()) {
          Files.delete(old);
        }
      }
    }
    for (Map.Entry<String, byte[]> entry : open.entrySet()) {
      Path file = target.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }
}
