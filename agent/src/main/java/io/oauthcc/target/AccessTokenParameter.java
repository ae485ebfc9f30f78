package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/** The query parameter {@code access_token} of RFC 6750 §2.3: a hop that brings its own token. */
final class AccessTokenParameter {

  private static final String NAME = "access_token";

  private AccessTokenParameter() {}

  /** Whether a raw query carries it, its name percent-encoded or not. Does not allocate. */
  static boolean isIn(@Nullable String query) {
    if (query == null) {
      return false;
    }
    int start = 0;
    while (start < query.length()) {
      if (startsAt(query, start)) {
        return true;
      }
      int ampersand = query.indexOf('&', start);
      if (ampersand < 0) {
        return false;
      }
      start = ampersand + 1;
    }
    return false;
  }

  private static boolean startsAt(String query, int start) {
    int at = start;
    for (int i = 0; i < NAME.length(); i++) {
      if (at >= query.length()) {
        return false;
      }
      int c = query.charAt(at);
      if (c == '%') {
        c = UrlPath.escape(query, at);
        at += 2;
      }
      if (c != NAME.charAt(i)) {
        return false;
      }
      at++;
    }
    return at < query.length() && query.charAt(at) == '=';
  }
}
