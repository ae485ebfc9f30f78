package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.TokenException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a flight whose attempt failed tries again: after a random part ("full jitter") of a wait
 * that doubles, or after what the server's {@code Retry-After} says.
 */
final class Backoff {

  private final int maxAttempts;
  private final Duration first;
  private final Duration most;

  /** The longest time from a flight's start to the start of its last attempt. */
  private final Duration limit;

  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1
   */
  Backoff(Registration registration, DoubleSupplier random) {
    this.maxAttempts = registration.retryMaxAttempts();
    this.first = registration.retryBackoff();
    this.most = registration.retryMaxBackoff();
    this.limit = registration.acquireTimeout();
    this.random = random;
  }

  /**
   * The wait before the next attempt, or null if there is none: the failure is not of the kind that
   * passes at once, the attempts are used up, or the next one would come too late for those who
   * wait.
   *
   * @param attempts made so far, at least 1
   * @param flown since the flight began
   */
  @Nullable Duration beforeNext(int attempts, Duration flown, TokenException failure) {
    if (failure.kind() != TokenException.Kind.TRANSIENT || attempts >= maxAttempts) {
      return null;
    }
    Duration asked = failure.retryAfter();
    Duration wait =
        asked == null || asked.isZero() || asked.isNegative() ? jittered(attempts) : asked;
    return wait.compareTo(limit.minus(flown)) < 0 ? wait : null;
  }

  private Duration jittered(int attempts) {
    Duration longest = first;
    for (int i = 1; i < attempts && longest.compareTo(most) < 0; i++) {
      longest = longest.multipliedBy(2);
    }
    if (longest.compareTo(most) > 0) {
      longest = most;
    }
    return Duration.ofNanos((long) (longest.toNanos() * random.getAsDouble()));
  }
}
