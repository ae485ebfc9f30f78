package io.oauthcc.target;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which host names are compared: lower case, without a final dot, internationalised
 * labels as A-labels (RFC 5890 §2.3.2.1), IPv6 addresses in brackets with all eight groups. Nothing
 * here asks a name service.
 */
public final class HostName {

  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;

  private static final byte IN_LABEL = 0;
  private static final byte IN_NO_NAME = 1;
  private static final byte NOT_NORMAL = 2;

  /** By character. A look-up for each is the fastest. */
  private static final byte[] KINDS = new byte[0x80];

  static {
    for (char c = 0; c < KINDS.length; c++) {
      boolean inLabel = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      boolean notNormal = (c >= 'A' && c <= 'Z') || c == ':' || c == '[';
      KINDS[c] = inLabel ? IN_LABEL : notNormal ? NOT_NORMAL : IN_NO_NAME;
    }
  }

  private HostName() {}

  /** Whether a name, if it is one at all, already has its normal form. Does not allocate. */
  static boolean isNormal(String host) {
    int length = host.length();
    for (int i = 0; i < length; i++) {
      char c = host.charAt(i);
      if (c >= 0x80 || KINDS[c] == NOT_NORMAL) {
        return false;
      }
    }
    return length > 0 && host.charAt(length - 1) != '.';
  }

  /** The normal form, or null for what is no host name. */
  public static @Nullable String normalize(String host) {
    if (host.isEmpty() || host.length() > MAX_LENGTH + 2) {
      return null;
    }
    if (isNormal(host)) {
      return isName(host) && (!endsInNumber(host) || isIpv4(host)) ? host : null;
    }
    if (host.indexOf(':') >= 0) {
      return Ipv6Literal.normalize(host);
    }
    String name = host;
    boolean international = !isAscii(host);
    if (international) {
      name = InternationalName.toAscii(host);
      if (name == null) {
        return null;
      }
    }
    name = name.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!isName(name) || (endsInNumber(name) && (international || !isIpv4(name)))) {
      return null;
    }
    return name;
  }

  /** Whether every label is one: letters, digits, hyphens, and the underscores seen in practice. */
  static boolean isName(String name) {
    int length = name.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    int label = 0;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return false;
        }
        label = 0;
      } else if (c < 0x80 && KINDS[c] == IN_LABEL) {
        if (++label > MAX_LABEL) {
          return false;
        }
      } else {
        return false;
      }
    }
    return label > 0;
  }

  /**
   * Whether resolvers may read the name as an IPv4 address: its last label is a number, decimal or
   * hexadecimal.
   */
  static boolean endsInNumber(String name) {
    int start = name.lastIndexOf('.') + 1;
    if (name.startsWith("0x", start)) {
      return true;
    }
    for (int i = start; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return start < name.length();
  }

  /** {@code localhost}, {@code 127.0.0.0/8} and {@code [::1]}, by text alone. */
  static boolean isLoopback(String normalName) {
    return normalName.equals("localhost")
        || normalName.equals("[0:0:0:0:0:0:0:1]")
        || (normalName.startsWith("127.") && isIpv4(normalName));
  }

  /**
   * Four decimal numbers of at most 255 without leading zeros, the one form all clients agree on.
   */
  static boolean isIpv4(String name) {
    int numbers = 0;
    int start = 0;
    while (start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      int value = decimal(name, start, end, 255);
      if (value < 0 || (end - start > 1 && name.charAt(start) == '0')) {
        return false;
      }
      numbers++;
      start = end + 1;
    }
    return numbers == 4;
  }

  /**
   * The number that the text from start to end spells, or -1 if it spells none up to the maximum.
   */
  public static int decimal(String text, int start, int end, int maximum) {
    if (start >= end || end - start > 9) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= maximum ? value : -1;
  }

  /** Whether no character is beyond ASCII. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
