package io.oauthcc.config;

import java.io.File;
import java.io.IOException;
import java.util.Map;

/**
 * Expands <code>${env:NAME}</code> and <code>${file:/path}</code>, once: what comes out is not
 * looked at again. Loaded only when a value holds one.
 */
final class Placeholders {

  private Placeholders() {}

  /**
   * The value with everything in it replaced.
   *
   * @throws IllegalArgumentException if something cannot be; the message repeats none of the value
   *     but names of variables and files
   */
  static String expand(String value, Map<String, String> environment) {
    StringBuilder expanded = new StringBuilder();
    int done = 0;
    int start;
    while ((start = value.indexOf("${", done)) >= 0) {
      expanded.append(value, done, start);
      int end = value.indexOf('}', start);
      String name = value.substring(start + 2, end < 0 ? value.length() : end);
      if (end >= 0 && name.startsWith("env:")) {
        expanded.append(variable(name.substring(4), environment));
      } else if (end >= 0 && name.startsWith("file:")) {
        expanded.append(file(name.substring(5)));
      } else {
        throw new IllegalArgumentException(
            "holds a ${ that starts neither ${env:NAME} nor ${file:/path}; "
                + "a secret with these characters goes in a client-secret-file");
      }
      done = end + 1;
    }
    return expanded.append(value, done, value.length()).toString();
  }

  private static String variable(String name, Map<String, String> environment) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          isVariable(name)
              ? "refers to the environment variable "
                  + name
                  + ", which is not set; set it, or correct the name"
              : "refers to an environment variable that is not set; set it, or correct the name");
    }
    return value;
  }

  /** By its form; else it may be a secret that was written in the name's place. */
  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || (i > 0 && c >= '0' && c <= '9') || c == '_')) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 100;
  }

  private static String file(String name) {
    File file = new File(name);
    try {
      return SecretFile.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "refers to the file "
              + Printable.file(name)
              + ", which "
              + e.getMessage()
              + "; correct the path or the file",
          e);
    }
  }
}
