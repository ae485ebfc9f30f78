package io.oauthcc.grant;

import io.oauthcc.config.Registration.TokenCharset;
import org.jspecify.annotations.Nullable;

/** Whether a token may stand in a header. */
public final class TokenText {

  private TokenText() {}

  /** What is wrong with it, or null. Quotes nothing of it but a position. */
  static @Nullable String fault(String token, TokenCharset charset) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      String fault = visibleFault(c);
      if (fault != null) {
        return "it has " + fault + " at position " + (i + 1);
      }
    }
    if (charset == TokenCharset.VCHAR) {
      return null;
    }
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (!isB68(token.charAt(i))) {
        return notB68(i);
      }
    }
    return end == 0 ? notB68(0) : null;
  }

  private static String notB68(int index) {
    return "its character at position "
        + (index + 1)
        + " is not one of RFC 6750's; token-charset=vchar would take it";
  }

  private static @Nullable String visibleFault(char c) {
    if (c == '\r' || c == '\n') {
      return "a line break";
    }
    if (c == ' ') {
      return "a space";
    }
    if (c < 0x20 || c == 0x7f) {
      return "a control character";
    }
    return c > 0x7f ? "a character that is not ASCII" : null;
  }

  /** Whether a token may have this character (RFC 6750 §2.1). */
  public static boolean isOf(char c) {
    return c == '=' || isB68(c);
  }

  private static boolean isB68(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~+/".indexOf(c) >= 0;
  }
}
