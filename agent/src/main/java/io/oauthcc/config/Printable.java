package io.oauthcc.config;

/** Makes what the user wrote fit for a line of output. Loaded only when there is a complaint. */
final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  /** A value, without the parts of a URL that may be secret. */
  static String of(Key key, String value) {
    String text = value;
    if (key == Key.TOKEN_URI
        || key == Key.ISSUER_URI
        || key == Key.HOSTS
        || key == Key.EXCLUDE
        || key == Key.PROXY) {
      if (key == Key.PROXY && mayHideSecret(text)) {
        return "***";
      }
      int at = text.lastIndexOf('@');
      text = at < 0 ? text : "***" + text.substring(at);
      int query = text.indexOf('?');
      text = query < 0 ? text : text.substring(0, query) + "?***";
      int fragment = text.indexOf('#');
      text = fragment < 0 ? text : text.substring(0, fragment) + "#***";
    }
    return line(text);
  }

  /** Whether what follows a proxy's host is no port: a password, perhaps. */
  private static boolean mayHideSecret(String proxy) {
    int separator = proxy.indexOf("://");
    int start = Math.max(separator < 0 ? 0 : separator + 3, proxy.lastIndexOf('@') + 1);
    int colon = proxy.indexOf(':', start);
    for (int i = colon + 1; colon >= 0 && i < proxy.length(); i++) {
      if (!Character.isDigit(proxy.charAt(i))) {
        return true;
      }
    }
    return false;
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
