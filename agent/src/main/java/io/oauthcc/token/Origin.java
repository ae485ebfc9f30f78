package io.oauthcc.token;

import org.jspecify.annotations.Nullable;

/**
 * Where hops go that share one judgement on a token: scheme, host and port (RFC 6454 §4), as the
 * client resolved them. Immutable.
 */
final class Origin {

  private final @Nullable String scheme;
  private final @Nullable String host;
  private final int port;

  /**
   * @param port negative for the scheme's own
   */
  Origin(@Nullable String scheme, @Nullable String host, int port) {
    this.scheme = scheme;
    this.host = host;
    this.port = portOf(scheme, port);
  }

  /** Whether a hop goes there. Allocates nothing. */
  boolean is(@Nullable String otherScheme, @Nullable String otherHost, int otherPort) {
    return port == portOf(otherScheme, otherPort)
        && isSame(scheme, otherScheme, false)
        && isSame(host, otherHost, true);
  }

  private static int portOf(@Nullable String scheme, int port) {
    return port >= 0 ? port : "http".equalsIgnoreCase(scheme) ? 80 : 443;
  }

  /** Letters count by {@link String#equalsIgnoreCase}, which knows no locale. */
  private static boolean isSame(@Nullable String a, @Nullable String b, boolean isHost) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    int length = lengthOf(a, isHost);
    return length == lengthOf(b, isHost) && a.regionMatches(true, 0, b, 0, length);
  }

  private static int lengthOf(String text, boolean isHost) {
    return isHost && text.endsWith(".") ? text.length() - 1 : text.length();
  }
}
