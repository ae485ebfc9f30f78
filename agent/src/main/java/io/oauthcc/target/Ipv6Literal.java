package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/**
 * An IPv6 address in its text forms (RFC 4291 §2.2). Read here and not by {@link
 * java.net.InetAddress}, whose first use fixes the JVM's network properties before the application
 * had its say.
 */
final class Ipv6Literal {

  private static final int GROUPS = 8;

  private Ipv6Literal() {}

  /**
   * The address as {@code [0:0:0:0:0:0:0:1]}, from a literal with or without brackets; null for
   * what is none, and for an address with a zone, which means something on one machine only.
   */
  static @Nullable String normalize(String literal) {
    String text = literal;
    if (text.startsWith("[")) {
      if (!text.endsWith("]")) {
        return null;
      }
      text = text.substring(1, text.length() - 1);
    }
    int[] groups = parse(text);
    if (groups == null) {
      return null;
    }
    StringBuilder normal = new StringBuilder("[");
    for (int i = 0; i < GROUPS; i++) {
      normal.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return normal.append(']').toString();
  }

  private static int @Nullable [] parse(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return read(text, groups, true) == GROUPS ? groups : null;
    }
    int[] tail = new int[GROUPS];
    int before = read(text.substring(0, gap), groups, false);
    int after = read(text.substring(gap + 2), tail, true);
    if (before < 0 || after < 0 || before + after >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - after, after);
    return groups;
  }

  /**
   * Reads colon-separated groups; the count, or -1 if one of them is wrong or there are too many.
   */
  private static int read(String text, int[] groups, boolean ipv4Allowed) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    int start = 0;
    while (start <= text.length()) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 ? text.length() : colon;
      String group = text.substring(start, end);
      if (colon < 0 && ipv4Allowed && group.indexOf('.') >= 0) {
        if (count > GROUPS - 2 || !HostName.isIpv4(group)) {
          return -1;
        }
        int[] bytes = ipv4(group);
        groups[count++] = bytes[0] << 8 | bytes[1];
        groups[count++] = bytes[2] << 8 | bytes[3];
      } else {
        int value = hex(group);
        if (value < 0 || count == GROUPS) {
          return -1;
        }
        groups[count++] = value;
      }
      start = end + 1;
    }
    return count;
  }

  private static int[] ipv4(String text) {
    int[] bytes = new int[4];
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      bytes[i] = HostName.decimal(text, start, end, 255);
      start = end + 1;
    }
    return bytes;
  }

  private static int hex(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
