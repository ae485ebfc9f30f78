package io.oauthcc.config;

import org.jspecify.annotations.Nullable;

/**
 * What a value holds that its author most likely takes for something else. Loaded only where there
 * is such a value.
 */
final class OddValue {

  private OddValue() {}

  /** What to say of it, as the end of a sentence that names the place; null: nothing. */
  static @Nullable String explain(Setting setting) {
    if (setting.hasLostBackslash()) {
      return "a single backslash is dropped from a .properties file; write "
          + (setting.key().isFile() ? "/ or \\\\" : "\\\\")
          + " in its place";
    }
    return explain(setting.value());
  }

  /** As above, of a value alone. */
  static @Nullable String explain(String value) {
    if (isQuoted(value)) {
      return "the quotes around it count as part of the value; take them out";
    }
    int comment = comment(value);
    return comment < 0
        ? null
        : "what follows "
            + value.charAt(comment)
            + " counts as part of the value; a comment has a line of its own";
  }

  /** To be put behind a complaint about the setting. */
  static String hint(Setting setting) {
    String explanation = setting.isOdd() ? explain(setting) : null;
    return explanation == null ? "" : " (" + explanation + ")";
  }

  private static boolean isQuoted(String value) {
    int last = value.length() - 1;
    return last > 0
        && value.charAt(0) == value.charAt(last)
        && (value.charAt(0) == '"' || value.charAt(0) == '\'');
  }

  /** Where one seems to begin, or -1. An exclamation mark begins one only where it stands alone. */
  private static int comment(String value) {
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean alone = i + 1 < value.length() && isBlank(value.charAt(i + 1));
      if (isBlank(value.charAt(i - 1)) && (c == '#' || (c == '!' && alone))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
