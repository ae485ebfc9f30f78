package io.oauthcc.grant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says of itself if it is a signed JWT (RFC 7519). The signature is not
 * checked: that is for the API, and nothing here depends on the truth of it.
 */
final class JwtClaims {

  private JwtClaims() {}

  /** The claims, or null if the token is something else, which is as good. */
  static @Nullable JsonObject of(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    try {
      String claims = token.substring(first + 1, second);
      return JsonReader.read(
          Base64.getUrlDecoder().decode(claims.getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException | JsonObject.Unreadable e) {
      return null;
    }
  }
}
