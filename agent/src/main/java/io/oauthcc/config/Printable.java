package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import java.io.File;
import java.util.Locale;

/** Makes what the user wrote fit for a line of output. Loaded only when there is a complaint. */
final class Printable {

  private static final String[] ENDINGS = {
    ".properties", ".conf", ".txt", ".log", ".pem", ".key", ".crt", ".cer", ".p12", ".pfx", ".jks",
  };

  private Printable() {}

  /** A value, without the parts of a URL that may be secret. */
  static String of(Key key, String value) {
    String text = value;
    if (key.isFile()) {
      return isPath(value) ? OneLine.cut(value) : "***";
    }
    if (key.isAddress()) {
      if (key == Key.PROXY && mayHideSecret(text)) {
        return "***";
      }
      int at = text.lastIndexOf('@');
      int mark = Math.max(text.indexOf('?'), text.indexOf('#'));
      if (key != Key.PROXY && mark >= 0 && mark < at) {
        // What follows the @ may be the end of the query as well as the host.
        return "***";
      }
      text = at < 0 ? text : "***" + text.substring(at);
      int query = text.indexOf('?');
      text = query < 0 ? text : text.substring(0, query) + "?***";
      int fragment = text.indexOf('#');
      text = fragment < 0 ? text : text.substring(0, fragment) + "#***";
    }
    return OneLine.cut(text);
  }

  /** Whether what follows a proxy's host is no port: a password, perhaps. */
  private static boolean mayHideSecret(String proxy) {
    int separator = proxy.indexOf("://");
    int start = Math.max(separator < 0 ? 0 : separator + 3, proxy.lastIndexOf('@') + 1);
    int colon = proxy.indexOf(':', start);
    if (proxy.indexOf('%', start) >= 0) {
      return true;
    }
    for (int i = colon + 1; colon >= 0 && i < proxy.length(); i++) {
      if (!Character.isDigit(proxy.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Where a file is, or where it was looked for if its name may be a secret put in its place. */
  static String file(String path) {
    File file = new File(path);
    return isPath(path) ? OneLine.cut(file.getAbsolutePath()) : "*** in " + OneLine.cut(folder());
  }

  private static String folder() {
    return new File("").getAbsolutePath();
  }

  /** Whether a text is a path and nothing else: by its form, or since there is such a file. */
  private static boolean isPath(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (first == '/' || first == '\\' || first == '.' || first == '~') {
      return true;
    }
    boolean drive =
        text.length() > 2 && text.charAt(1) == ':' && "/\\".indexOf(text.charAt(2)) >= 0;
    return drive || hasKnownEnding(text) || new File(text).exists();
  }

  private static boolean hasKnownEnding(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("=:;,@?#& ".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
