package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.time.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a token is used and when its renewal starts, both counted from its expiry backwards. */
final class Lifetime {

  private static final Duration LONGEST_DEFAULT_AHEAD = Duration.ofMinutes(5);
  private static final double JITTER = 0.1;

  private final Duration lifetime;
  private final Duration configuredMargin;
  private final boolean defaultMargin;
  private final @Nullable Duration configuredAhead;

  Lifetime(Duration lifetime, Registration registration) {
    this.lifetime = lifetime;
    this.configuredMargin = registration.expiryMargin();
    this.defaultMargin = registration.hasDefaultExpiryMargin();
    this.configuredAhead = registration.refreshAhead();
  }

  /** How long the token is handed out. */
  Duration untilExpiry() {
    return lifetime.minus(margin());
  }

  /**
   * How long until the background renewal starts.
   *
   * @param random from 0 to 1
   */
  Duration untilRenewal(double random) {
    return lifetime.minus(ahead(random));
  }

  /**
   * How long before its expiry the token counts as expired: the default never more than 10 % of the
   * lifetime, a configured value never more than half of it.
   */
  Duration margin() {
    return shorter(configuredMargin, part(defaultMargin ? 0.1 : 0.5));
  }

  /**
   * How long before its expiry the background renewal starts, jitter included, so that many
   * machines started together do not stay together. Never more than 90 % of the lifetime.
   *
   * @param random from 0 to 1
   */
  Duration ahead(double random) {
    Duration ahead =
        configuredAhead == null ? shorter(LONGEST_DEFAULT_AHEAD, part(0.2)) : configuredAhead;
    double jittered = ahead.toNanos() * (1 + JITTER * (2 * random - 1));
    return shorter(Duration.ofNanos((long) jittered), part(0.9));
  }

  /** What in the configuration does not fit this lifetime, or null. */
  @Nullable String misfit() {
    if (!defaultMargin && configuredMargin.compareTo(part(0.5)) > 0) {
      return "expiry-margin is more than half of the token's lifetime of "
          + Words.of(lifetime)
          + "; half of it is used";
    }
    if (configuredAhead == null) {
      return null;
    }
    if (configuredAhead.compareTo(part(0.9)) > 0) {
      return "refresh-ahead is more than 90 % of the token's lifetime of "
          + Words.of(lifetime)
          + "; 90 % of it is used";
    }
    if (configuredAhead.compareTo(margin()) <= 0) {
      return "refresh-ahead is not more than the expiry-margin of "
          + Words.of(margin())
          + "; the token is not renewed in the background, calls wait for the next one";
    }
    return null;
  }

  private Duration part(double share) {
    return Duration.ofNanos((long) (lifetime.toNanos() * share));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
