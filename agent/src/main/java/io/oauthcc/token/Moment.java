package io.oauthcc.token;

import java.time.Duration;

/** A point in time on both clocks. It has passed when either of them says so. Immutable. */
final class Moment {

  private final long nanos;
  private final long millis;

  private Moment(long nanos, long millis) {
    this.nanos = nanos;
    this.millis = millis;
  }

  static Moment now(Clock clock) {
    return new Moment(clock.nanoTime(), clock.currentTimeMillis());
  }

  Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos(), millis + duration.toMillis());
  }

  /** How long until then by the monotonic clock; zero if it has passed. */
  Duration from(Clock clock) {
    return Duration.ofNanos(Math.max(0, nanos - clock.nanoTime()));
  }

  /** Milliseconds since the epoch. */
  long wallMillis() {
    return millis;
  }

  boolean hasPassed(Clock clock) {
    return hasPassed(clock.nanoTime(), clock.currentTimeMillis());
  }

  /** For callers that ask about several moments and read the clocks once. */
  boolean hasPassed(long nanoTime, long currentTimeMillis) {
    return nanoTime - nanos >= 0 || currentTimeMillis >= millis;
  }
}
