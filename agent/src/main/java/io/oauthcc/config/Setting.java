package io.oauthcc.config;

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
    return expanded || key.isSecret() || holdsSecretKey(value);
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
        || value.indexOf("\t#") >= 0;
  }

  /** The key as written and the source, for messages. */
  String place() {
    return Printable.line(written) + " (" + Printable.line(origin) + ")";
  }

  /** As {@link #place}, with the value if it may be seen. */
  String placeAndValue() {
    return Printable.line(written)
        + "="
        + (isSecret() ? "***" : Printable.of(key, value))
        + " ("
        + Printable.line(origin)
        + ")";
  }

  /** Whether a line or an argument that went wrong put another key and its secret in here. */
  private static boolean holdsSecretKey(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '=' || c == ':') {
        int end = i;
        while (end > 0 && value.charAt(end - 1) <= ' ') {
          end--;
        }
        if (value.regionMatches(true, end - 6, "secret", 0, 6)
            || value.regionMatches(true, end - 8, "password", 0, 8)) {
          return true;
        }
      }
    }
    return value.contains("token-request.");
  }
}
