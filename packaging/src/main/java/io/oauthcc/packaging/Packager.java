package io.oauthcc.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 *   <li>{@code META-INF/oauthcc.archive}: all other classes and resources of the agent, and what it
 *       can reach of its libraries; {@code io.oauthcc.agent.AgentClassLoader} tells the sections;
 *   <li>{@code META-INF/maven}, {@code META-INF/licenses}: the libraries' descriptors and licences.
 * </ul>
 */
public final class Packager {

  private static final String ROOT_PACKAGE = "io/oauthcc/agent/";
  private static final String START = "start";
  private static final Pattern FIRST_THREE = Pattern.compile("^((?:[^/]+/){0,2}[^/]+)/.*$");

  private final SortedMap<String, byte[]> own = new TreeMap<>();
  private final SortedMap<String, byte[]> libraries = new TreeMap<>();
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
        add(isOpen ? open : own, Map.of(name, slim));
      }
    }
  }

  private void addLibrary(Path jar) throws IOException {
    Library library = Library.read(jar);
    add(libraries, library.archived());
    add(open, library.open());
  }

  private static void add(SortedMap<String, byte[]> all, Map<String, byte[]> more) {
    for (Map.Entry<String, byte[]> entry : more.entrySet()) {
      if (all.put(entry.getKey(), entry.getValue()) != null) {
        throw twice(entry.getKey());
      }
    }
  }

  private static IllegalStateException twice(String name) {
    return new IllegalStateException("two of the agent's parts have " + name);
  }

  private void write(Path target, Path lists) throws IOException {
    ClassList startList = ClassList.read(lists.resolve("start.txt"));
    ClassList hotList = ClassList.read(lists.resolve("hot.txt"));
    SortedMap<String, byte[]> start = new TreeMap<>();
    SortedMap<String, SortedMap<String, byte[]>> others = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : spellOutLambdas(shipped()).entrySet()) {
      String name = entry.getKey();
      String section = sectionOf(name, startList, hotList);
      (section.equals(START) ? start : others.computeIfAbsent(section, s -> new TreeMap<>()))
          .put(name, entry.getValue());
    }
    List<SortedMap<String, byte[]>> sections = new ArrayList<>(List.of(start));
    sections.addAll(others.values());
    open.put("META-INF/oauthcc.archive", ArchiveWriter.write(sections));
    replaceContents(target);
  }

  private SortedMap<String, byte[]> shipped() {
    for (String name : own.keySet()) {
      if (libraries.containsKey(name)) {
        throw twice(name);
      }
    }
    return Reachable.of(own, libraries);
  }

  private static SortedMap<String, byte[]> spellOutLambdas(SortedMap<String, byte[]> archived) {
    SortedMap<String, byte[]> all = new TreeMap<>();
    archived.forEach(
        (name, content) ->
            add(
                all,
                ArchiveWriter.isLoaded(name)
                    ? Lambdas.toClasses(name, content)
                    : Map.of(name, content)));
    return all;
  }

  private static String sectionOf(String name, ClassList startList, ClassList hotList) {
    String owner = Lambdas.owner(name);
    if (ArchiveWriter.isLoaded(name) && startList.contains(owner)) {
      return START;
    }
    return ArchiveWriter.isLoaded(name) && !hotList.contains(owner)
        ? restOf(name)
        : "hot/" + FIRST_THREE.matcher(name).replaceFirst("$1");
  }

  private static String restOf(String name) {
    return "rest/" + name.substring(0, name.lastIndexOf('/'));
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
