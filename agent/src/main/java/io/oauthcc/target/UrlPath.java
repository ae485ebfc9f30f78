package io.oauthcc.target;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which paths are compared (RFC 3986 §6.2.2): visible ASCII decoded once, where
 * that changes no segment, all else escaped, in upper case, and dot segments removed. Empty
 * segments stay.
 */
public final class UrlPath {

  private static final byte PLAIN = 0;
  private static final byte DOT = 1;
  private static final byte ESCAPED = 2;
  private static final byte NEVER = 3;

  /** By character. A look-up for each is the fastest. */
  private static final byte[] KINDS = new byte[0x80];

  static {
    Arrays.fill(KINDS, 0, ' ' + 1, NEVER);
    for (char c : new char[] {0x7f, ';', '\\', '?', '#'}) {
      KINDS[c] = NEVER;
    }
    KINDS['.'] = DOT;
    KINDS['%'] = ESCAPED;
  }

  private UrlPath() {}

  /**
   * The normal form of a raw path, or null if servers may disagree on what it names: one that
   * climbs above its root, does not start with a slash, has a broken escape or a control character,
   * or still holds {@code ..}, {@code ;}, a backslash, an encoded slash or backslash, or one of
   * these encoded twice. Does not allocate for a path that is normal already.
   */
  public static @Nullable String normalize(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return "/";
    }
    if (path.charAt(0) != '/') {
      return null;
    }
    boolean normal = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int kind = c < 0x80 ? KINDS[c] : ESCAPED;
      if (kind == NEVER) {
        return null;
      }
      if (kind != PLAIN) {
        char before = path.charAt(i - 1);
        normal &= kind == DOT && before != '/' && before != '.';
      }
    }
    if (normal) {
      return path;
    }
    String ascii = escapeBeyondAscii(path);
    String decoded = ascii.indexOf('%') < 0 ? ascii : decode(ascii);
    String resolved = decoded == null ? null : removeDotSegments(decoded);
    return resolved == null || isAmbiguous(resolved) ? null : resolved;
  }

  /** Whether a normal path lies at or below a prefix, which has no final slash. */
  static boolean isUnder(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  /** The path without one final slash; empty for the root. */
  public static String withoutFinalSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isAmbiguous(String path) {
    return path.contains("..")
        || path.contains("%2F")
        || path.contains("%5C")
        || path.contains("%252E")
        || path.contains("%252F")
        || path.contains("%255C");
  }

  /** What a client sends for it, as far as it does not escape it itself. */
  private static String escapeBeyondAscii(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == path.length()) {
      return path;
    }
    StringBuilder escaped = new StringBuilder(bytes.length * 3);
    for (byte b : bytes) {
      if (b >= 0) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(Integer.toHexString(b & 0xff));
      }
    }
    return escaped.toString();
  }

  private static @Nullable String decode(String path) {
    StringBuilder decoded = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        decoded.append(c);
        continue;
      }
      int value = escape(path, i);
      if (value < 0) {
        return null;
      }
      if (mayStandUnescaped((char) value)) {
        decoded.append((char) value);
      } else {
        decoded.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
        // What a second decoding would see counts in any case of its digits.
        if (value == '%' && escape(path, i, 3) >= 0) {
          decoded.append(path.substring(i + 3, i + 5).toUpperCase(Locale.ROOT));
          i += 2;
        }
      }
      i += 2;
    }
    return decoded.toString();
  }

  /** The byte that the escape at this place stands for, or -1 if it is broken. */
  static int escape(String text, int percent) {
    return escape(text, percent, 1);
  }

  private static int escape(String text, int percent, int offset) {
    int at = percent + offset;
    if (at + 1 >= text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at));
    int low = hexDigit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Visible ASCII, less what means something in a path or ends it. */
  private static boolean mayStandUnescaped(char c) {
    return c > ' ' && c < 0x7f && "%;/\\?#".indexOf(c) < 0;
  }

  /** RFC 3986 §5.2.4, but null where a segment would climb above the root. */
  private static @Nullable String removeDotSegments(String path) {
    StringBuilder resolved = new StringBuilder(path.length());
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(start, end);
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        if (resolved.length() == 0) {
          return null;
        }
        resolved.setLength(resolved.lastIndexOf("/"));
      }
      if (!dots) {
        resolved.append('/').append(segment);
      } else if (slash < 0) {
        resolved.append('/');
      }
      start = end + 1;
    }
    return resolved.toString();
  }
}
