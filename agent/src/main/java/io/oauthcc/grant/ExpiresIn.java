package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.time.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a token lives: {@code expires_in}, else until {@code expires_at} or {@code expires_on},
 * else what the token itself says if it is a JWT ({@code exp − iat}, so that no clock but the
 * server's counts), else {@code default-expires-in}.
 */
final class ExpiresIn {

  /** Ten years: what servers say that mean "for ever", and what both clocks can add up safely. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Registration registration;
  private final ServerClock clock;
  private final List<String> warnings;

  /**
   * @param clock of the server that answered
   * @param warnings gets a sentence for each oddity
   */
  ExpiresIn(Registration registration, ServerClock clock, List<String> warnings) {
    this.registration = registration;
    this.clock = clock;
    this.warnings = warnings;
  }

  Duration of(JsonObject answer, String token) {
    Double seconds = seconds(answer, "expires_in");
    if (seconds != null) {
      return clamped(seconds);
    }
    ExpiresAt end = ExpiresAt.in(answer);
    Double untilEnd = end == null ? null : end.secondsFrom(clock.now());
    Double fromToken = fromJwt(token);
    Duration lifetime;
    String used;
    if (end != null && untilEnd != null) {
      lifetime = clamped(untilEnd);
      used = end.name();
    } else if (fromToken != null) {
      lifetime = clamped(fromToken);
      used = "the token's own exp - iat";
    } else {
      lifetime = registration.defaultExpiresIn();
      used = "default-expires-in";
    }
    if (answer.has("expires_in")) {
      warnOdd("an expires_in that is not a number", used, lifetime);
    } else if (end != null && untilEnd == null) {
      warnOdd("an " + end.name() + " that is no time", used, lifetime);
    }
    return lifetime;
  }

  /** Without the figure where it comes from a time: the next answer gets the same words. */
  private void warnOdd(String what, String used, Duration lifetime) {
    warnings.add(
        registration.tokenEndpointName()
            + " answered with "
            + what
            + "; "
            + used
            + " counts"
            + (used.startsWith("expires_") ? "" : ": " + Words.of(lifetime)));
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
      warn("zero or less", SHORTEST, clock.warning());
      return SHORTEST;
    }
    if (seconds * 1000 > LONGEST.toMillis()) {
      warn("more than ten years", LONGEST, "");
      return LONGEST;
    }
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private void warn(String what, Duration used, String more) {
    warnings.add(
        registration.tokenEndpointName()
            + " says that the token lives "
            + what
            + "; "
            + Words.of(used)
            + " is used"
            + more);
  }

  /** RFC 7519 §4.1. Null if the token is not a signed JWT or does not tell. */
  private static @Nullable Double fromJwt(String token) {
    JsonObject claims = JwtClaims.of(token);
    Double expiry = claims == null ? null : claims.number("exp");
    Double issued = claims == null ? null : claims.number("iat");
    return expiry == null || issued == null || !(expiry > issued) ? null : expiry - issued;
  }
}
