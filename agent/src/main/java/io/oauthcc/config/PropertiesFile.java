package io.oauthcc.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a {@code .properties} file, in order and with their numbers. Escapes are read by
 * {@link Properties} itself, one logical line at a time.
 */
final class PropertiesFile {

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<String> raw = new ArrayList<>();

  /**
   * Reads the text of a file.
   *
   * @throws IllegalArgumentException for a malformed Unicode escape; the message says in which line
   */
  PropertiesFile(String text) throws IOException {
    int number = 1;
    int start = 0;
    while (start < text.length()) {
      int end = start;
      int next = number;
      boolean comment = isComment(text, start);
      while (end < text.length()) {
        char c = text.charAt(end);
        if (c == '\\' && !comment) {
          end++;
          if (end < text.length() && isNewline(text.charAt(end))) {
            next++;
            end += text.startsWith("\r\n", end) ? 2 : 1;
          } else {
            end++;
          }
        } else if (isNewline(c)) {
          break;
        } else {
          end++;
        }
      }
      end = Math.min(end, text.length());
      add(text.substring(start, end), number);
      number = next + 1;
      start = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
  }

  private void add(String logicalLine, int number) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(logicalLine));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has a malformed \\u escape in line "
              + number
              + "; write a backslash as \\\\, or / in a path",
          e);
    }
    Enumeration<Object> entries = properties.keys();
    while (entries.hasMoreElements()) {
      String name = (String) entries.nextElement();
      names.add(name);
      values.add(properties.getProperty(name, ""));
      lines.add(number);
      raw.add(logicalLine);
    }
  }

  int size() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  String value(int index) {
    return values.get(index);
  }

  /** The number of the line that the entry starts in, from 1. */
  int line(int index) {
    return lines.get(index);
  }

  /** Whether name and value are separated by more than white space. */
  boolean isPair(int index) {
    String line = raw.get(index);
    int i = skipBlanks(line, nameEnd(line));
    return i < line.length() && (line.charAt(i) == '=' || line.charAt(i) == ':');
  }

  /**
   * Whether a backslash in the value was dropped that its author most likely meant: before a
   * character that needs none.
   *
   * @param path whether no path would hold the character that the escape means
   */
  boolean hasLostBackslash(int index, boolean path) {
    String line = raw.get(index);
    for (int i = nameEnd(line); i < line.length() - 1; i++) {
      if (line.charAt(i) == '\\') {
        char escaped = line.charAt(++i);
        boolean known = "\\:=#!\"' u\r\n\t\f".indexOf(escaped) >= 0;
        if (!known && (path || "tnrf".indexOf(escaped) < 0)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The line that a backslash at the end of another joined to it, as the file has it, or null. */
  @Nullable String continuation(int index) {
    String line = raw.get(index);
    for (int i = nameEnd(line); i < line.length() - 1; i++) {
      if (line.charAt(i) == '\\' && isNewline(line.charAt(++i))) {
        int start = skipBlanks(line, i);
        return line.substring(start);
      }
    }
    return null;
  }

  private static int nameEnd(String line) {
    int i = skipBlanks(line, 0);
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '=' || c == ':' || c == ' ' || c == '\t' || c == '\f') {
        break;
      }
      i += c == '\\' ? 2 : 1;
    }
    return Math.min(i, line.length());
  }

  private static int skipBlanks(String line, int start) {
    int i = start;
    while (i < line.length() && " \t\f\r\n".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isComment(String text, int start) {
    int i = start;
    while (i < text.length()
        && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\f')) {
      i++;
    }
    return i < text.length() && (text.charAt(i) == '#' || text.charAt(i) == '!');
  }
}
