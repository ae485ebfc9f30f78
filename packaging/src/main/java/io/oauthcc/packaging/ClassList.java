package io.oauthcc.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Class names in a text file, one a line: {@code net/bytebuddy/ByteBuddy} is a class, {@code
 * io/oauthcc/config/} every class in the package and below. A name that no class has is ignored,
 * because a stale list is no error.
 */
final class ClassList {

  private final Set<String> classes = new HashSet<>();
  private final Set<String> packages = new TreeSet<>();

  private ClassList() {}

  static ClassList read(Path file) throws IOException {
    ClassList list = new ClassList();
    for (String line : Files.readAllLines(file)) {
      if (line.endsWith("/")) {
        list.packages.add(line);
      } else {
        list.classes.add(line + ".class");
      }
    }
    return list;
  }

  /**
   * @param classFile its name as in a jar
   */
  boolean contains(String classFile) {
    return classes.contains(classFile) || packages.stream().anyMatch(classFile::startsWith);
  }
}
