package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import org.jspecify.annotations.Nullable;

/** One value as one source gives it. */
final class Setting {

  /** Where a value can come from, the one that wins first. */
  static final int AGENT_ARGUMENT = 0;

  static final int SYSTEM_PROPERTY = 1;
  static final int ENVIRONMENT = 2;
  static final int FILE = 3;

  private final @Nullable String id;
  private final Key key;
  private final String name;
  private final String written;
  private final String value;
  private final int source;
  private final String origin;
  private final boolean expanded;
  private final boolean lostBackslash;

  /**
   * @param id the registration's, or null for a global or unnamed key
   * @param name the key's full name without registration and prefix
   * @param written the key's name as the user wrote it
   * @param value with every <code>${…}</code> expanded
   * @param origin the source in words
   * @param expanded whether there was a <code>${…}</code>
   * @param lostBackslash whether the file's syntax dropped a backslash
   */
  Setting(
      @Nullable String id,
      Key key,
      String name,
      String written,
      String value,
      int source,
      String origin,
      boolean expanded,
      boolean lostBackslash) {
    this.id = id;
    this.key = key;
    this.name = name;
    this.written = written;
    this.value = value;
    this.source = source;
    this.origin = origin;
    this.expanded = expanded;
    this.lostBackslash = lostBackslash;
  }

  /** The registration's name, or null for a global or unnamed key. */
  @Nullable String id() {
    return id;
  }

  Key key() {
    return key;
  }

  /** The key's full name without registration and prefix. */
  String name() {
    return name;
  }

  /** The value; white space around it is gone unless it is secret. */
  String value() {
    return key.isSecret() ? value : value.trim();
  }

  /** A smaller number wins. */
  int source() {
    return source;
  }

  /** Whether the value is in agent arguments or a system property, where {@code ps} shows it. */
  boolean isOnCommandLine() {
    return !expanded && source <= SYSTEM_PROPERTY;
  }

  /** Whether a message must not repeat the value. */
  boolean isSecret() {
    return expanded || key.isSecret() || holdsOtherSecret();
  }

  boolean hasLostBackslash() {
    return lostBackslash;
  }

  /** Whether {@link OddValue} may have something to say of the value. */
  boolean isOdd() {
    return lostBackslash || isOdd(value());
  }

  /** The same of a value alone. */
  static boolean isOdd(String value) {
    return value.startsWith("\"")
        || value.startsWith("'")
        || value.indexOf(" #") >= 0
        || value.indexOf("\t#") >= 0
        || value.indexOf("! ") > 0;
  }

  /** The key as written and the source, for messages. */
  String place() {
    return shownName() + " (" + OneLine.cut(origin) + ")";
  }

  /** As {@link #place}, with the value if it may be seen. */
  String placeAndValue() {
    return shownName()
        + "="
        + (isSecret() ? "***" : Printable.of(key, value))
        + " ("
        + OneLine.cut(origin)
        + ")";
  }

  private String shownName() {
    return shownName(key, name, written);
  }

  /**
   * A key as written, less what stands in the part that the user gives where only its value should:
   * behind a separator that is none here.
   *
   * @param name the key's full name without registration and prefix
   */
  static String shownName(Key key, String name, String written) {
    if (key.isFamily()) {
      int given = written.length() - name.length() + key.familyStart().length();
      for (int i = given; i < written.length(); i++) {
        char c = written.charAt(i);
        if (c <= ' ' || c == ':' || c == '=') {
          return OneLine.cut(written.substring(0, i)) + "***";
        }
      }
    }
    return OneLine.cut(written);
  }

  /** Whether a line or an argument that went wrong put another key and its secret in here. */
  private boolean holdsOtherSecret() {
    if (value.contains("token-request.")) {
      return true;
    }
    int address = key.isAddress() ? -1 : value.indexOf("://");
    return (address >= 0 && (value.indexOf('@', address) >= 0 || value.indexOf('?', address) >= 0))
        || isSeparated(value, "secret")
        || isSeparated(value, "password");
  }

  /** Whether a word is followed by what stands between a key and its value, quotes aside. */
  private static boolean isSeparated(String value, String word) {
    for (int i = 0; i <= value.length() - word.length(); i++) {
      if (value.regionMatches(true, i, word, 0, word.length())) {
        int end = i + word.length();
        while (end < value.length() && (value.charAt(end) == '"' || value.charAt(end) == '\'')) {
          end++;
        }
        if (end < value.length() - 1) {
          char c = value.charAt(end);
          if (c <= ' ' || c == '=' || c == ':') {
            return true;
          }
        }
      }
    }
    return false;
  }
}
