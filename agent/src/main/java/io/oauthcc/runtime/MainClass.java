package io.oauthcc.runtime;

import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether this JVM runs one of the main classes or jars that {@code main-class} names. */
final class MainClass {

  private MainClass() {}

  /**
   * @param names class names or jar file names
   * @param command the main class or jar path, then the application's arguments, as the launcher
   *     leaves it in {@code sun.java.command}; null if it was not the launcher that started the JVM
   * @param classPath {@code java.class.path}: with {@code -jar}, the path of that jar
   */
  static boolean isOneOf(List<String> names, @Nullable String command, @Nullable String classPath) {
    return command != null && names.contains(nameOf(command, classPath));
  }

  private static String nameOf(String command, @Nullable String classPath) {
    // The path of a jar may hold spaces, so it is not always the command's first word.
    if (classPath != null
        && !classPath.isEmpty()
        && (command.equals(classPath) || command.startsWith(classPath + " "))) {
      return new File(classPath).getName();
    }
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    return first.substring(first.indexOf('/') + 1);
  }
}
