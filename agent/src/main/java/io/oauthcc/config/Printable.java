package io.oauthcc.config;

/** Makes what the user wrote fit for a line of output. Loaded only when there is a complaint. */
final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  /** A value, without the parts of a URL that may be secret. */
  static String of(Key key, String value) {
    String text = value;
    if (key == Key.TOKEN_URI || key == Key.HOSTS || key == Key.EXCLUDE) {
      int at = text.lastIndexOf('@');
      text = at < 0 ? text : "***" + text.substring(at);
      int query = text.indexOf('?');
      text = query < 0 ? text : text.substring(0, query) + "?***";
      int fragment = text.indexOf('#');
      text = fragment < 0 ? text : text.substring(0, fragment) + "#***";
    }
    return line(text);
  }

  /** One line of limited length without control characters. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? '\ufffd' : c);
    }
    return text.length() > LONGEST ? line.append("...").toString() : line.toString();
  }
}
