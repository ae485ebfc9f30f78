package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.time.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a token lives: {@code expires_in}, else what the token itself says if it is a JWT
 * ({@code exp − iat}, so that no clock but the server's counts), else {@code default-expires-in}.
 */
final class ExpiresIn {

  /** Ten years: what servers say that mean "for ever", and what both clocks can add up safely. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Registration registration;
  private final List<String> warnings;

  /**
   * @param warnings gets a sentence for each oddity
   */
  ExpiresIn(Registration registration, List<String> warnings) {
    this.registration = registration;
    this.warnings = warnings;
  }

  Duration of(JsonObject answer, String token) {
    Double seconds = seconds(answer, "expires_in");
    if (seconds != null) {
      return clamped(seconds);
    }
    boolean odd = answer.has("expires_in");
    Double fromToken = fromJwt(token);
    Duration lifetime = fromToken == null ? registration.defaultExpiresIn() : clamped(fromToken);
    if (odd) {
      warnings.add(
          registration.tokenEndpointName()
              + " answered with an expires_in that is not a number; "
              + (fromToken == null ? "default-expires-in" : "the token's own exp - iat")
              + " counts: "
              + Words.of(lifetime));
    }
    return lifetime;
  }

  /** The member as a number, also one in a string; null if it is missing or something else. */
  static @Nullable Double seconds(JsonObject answer, String name) {
    Double number = answer.number(name);
    String text = answer.text(name);
    return number != null || text == null ? number : decimal(text.trim());
  }

  /** A decimal number; Java's own parser would also take words, hexadecimal and suffixes. */
  private static @Nullable Double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Duration clamped(double seconds) {
    if (seconds < 0.001) {
      warn("zero or less", SHORTEST);
      return SHORTEST;
    }
    if (seconds * 1000 > LONGEST.toMillis()) {
      warn("more than ten years", LONGEST);
      return LONGEST;
    }
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private void warn(String what, Duration used) {
    warnings.add(
        registration.tokenEndpointName()
            + " says that the token lives "
            + what
            + "; "
            + Words.of(used)
            + " is used");
  }

  /** RFC 7519 §4.1. Null if the token is not a signed JWT or does not tell. */
  private static @Nullable Double fromJwt(String token) {
    JsonObject claims = JwtClaims.of(token);
    Double expiry = claims == null ? null : claims.number("exp");
    Double issued = claims == null ? null : claims.number("iat");
    return expiry == null || issued == null || !(expiry > issued) ? null : expiry - issued;
  }
}
