package io.oauthcc.grant;

import io.oauthcc.config.Secret;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a next access token can be had for (RFC 6749 §1.5). It goes to the endpoint that gave it and
 * to no other. Immutable; prints no token.
 */
final class RefreshToken {

  private static final Duration LONGEST_UNSTATED = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final int MAX_LENGTH = 16 * 1024;

  private final Secret value;
  private final URI issuer;
  private final Moment expiry;

  private RefreshToken(Secret value, URI issuer, Moment expiry) {
    this.value = value;
    this.issuer = issuer;
    this.expiry = expiry;
  }

  /**
   * The one in an answer, or null: also for one that is no text, empty, too long, or not of
   * printable ASCII (RFC 6749 appendix A.17).
   *
   * @param answer where {@code refresh_expires_in} says how long it lives; if it does not, 30
   *     minutes, and the same for zero, with which Keycloak means "as long as the session"
   * @param endpoint who gave it
   * @param asked before the request was sent
   */
  static @Nullable RefreshToken of(JsonObject answer, URI endpoint, Moment asked) {
    String text = answer.text("refresh_token");
    if (text == null || text.isEmpty() || text.length() > MAX_LENGTH || !isPrintable(text)) {
      return null;
    }
    Double seconds = ExpiresIn.seconds(answer, "refresh_expires_in");
    Duration lifetime = LONGEST_UNSTATED;
    if (seconds != null && seconds > 0) {
      double millis = Math.min(seconds * 1000, (double) LONGEST.toMillis());
      lifetime = Duration.ofMillis((long) millis);
    }
    return new RefreshToken(Secret.of(text), endpoint, asked.plus(lifetime));
  }

  Secret value() {
    return value;
  }

  /** Whether it may be sent there now. */
  boolean isGoodFor(TokenEndpoint endpoint, Clock clock) {
    return issuer.equals(endpoint.uri()) && !expiry.hasPassed(clock);
  }

  @Override
  public String toString() {
    return "refresh token ***";
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        return false;
      }
    }
    return true;
  }
}
