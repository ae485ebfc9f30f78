package io.oauthcc.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a {@code .properties} file, in order and with their numbers. Lines with escapes are
 * read by {@link Properties} itself, one at a time.
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
    boolean hasReturns = text.indexOf('\r') >= 0;
    int number = 1;
    int start = 0;
    while (start < text.length()) {
      int end = lineEnd(text, start, hasReturns);
      int next = number + 1;
      if (!isComment(text, start)) {
        while (isEscaped(text, start, end)) {
          end = lineEnd(text, afterNewline(text, end), hasReturns);
          next++;
        }
      }
      add(text.substring(start, end), number);
      number = next;
      start = afterNewline(text, end);
    }
  }

  private static int lineEnd(String text, int start, boolean hasReturns) {
    int newline = text.indexOf('\n', start);
    int end = newline < 0 ? text.length() : newline;
    int i = hasReturns ? start : end;
    while (i < end && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private static int afterNewline(String text, int end) {
    return end + (text.startsWith("\r\n", end) ? 2 : 1);
  }

  /**
   * Whether a newline at this place is part of the line: an odd number of backslashes is before.
   */
  private static boolean isEscaped(String text, int start, int end) {
    int i = end;
    while (i > start && text.charAt(i - 1) == '\\') {
      i--;
    }
    return (end - i) % 2 == 1 && end < text.length();
  }

  private void add(String logicalLine, int number) throws IOException {
    if (logicalLine.indexOf('\\') >= 0) {
      addEscaped(logicalLine, number);
      return;
    }
    int start = skipBlanks(logicalLine, 0);
    if (start < logicalLine.length() && !isComment(logicalLine, start)) {
      int end = nameEnd(logicalLine);
      int value = skipBlanks(logicalLine, end);
      value = isSeparator(logicalLine, value) ? skipBlanks(logicalLine, value + 1) : value;
      add(logicalLine.substring(start, end), logicalLine.substring(value), number, logicalLine);
    }
  }

  private void addEscaped(String logicalLine, int number) throws IOException {
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
      add(name, properties.getProperty(name, ""), number, logicalLine);
    }
  }

  private void add(String name, String value, int number, String logicalLine) {
    names.add(name);
    values.add(value);
    lines.add(number);
    raw.add(logicalLine);
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
    return isSeparator(line, skipBlanks(line, nameEnd(line)));
  }

  private static boolean isSeparator(String line, int i) {
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
    for (int i = valueBackslash(line); i < line.length() - 1; i++) {
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
    for (int i = valueBackslash(line); i < line.length() - 1; i++) {
      if (line.charAt(i) == '\\' && isNewline(line.charAt(++i))) {
        int start = skipBlanks(line, i);
        return line.substring(start);
      }
    }
    return null;
  }

  /** Where the first one behind the name is, or the line's end. */
  private static int valueBackslash(String line) {
    int backslash = line.indexOf('\\');
    return backslash < 0 ? line.length() : Math.max(backslash, nameEnd(line));
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
