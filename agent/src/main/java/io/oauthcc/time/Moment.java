package io.oauthcc.time;

import java.time.Duration;

/** A point in time on both clocks. It has passed when either of them says so. Immutable. */
public final class Moment {

  private final long nanos;
  private final long millis;

  private Moment(long nanos, long millis) {
    this.nanos = nanos;
    this.millis = millis;
  }

  /** This one. */
  public static Moment now(Clock clock) {
    return new Moment(clock.nanoTime(), clock.currentTimeMillis());
  }

  /** A later one, or an earlier one. */
  public Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos(), millis + duration.toMillis());
  }

  /** How long until then by the monotonic clock; zero if it has passed. */
  public Duration from(Clock clock) {
    return Duration.ofNanos(Math.max(0, nanos - clock.nanoTime()));
  }

  /** Milliseconds since the epoch. */
  public long wallMillis() {
    return millis;
  }

  /** Whether either clock says so. */
  public boolean hasPassed(Clock clock) {
    return hasPassed(clock.nanoTime(), clock.currentTimeMillis());
  }

  /** For callers that ask about several moments and read the clocks once. */
  public boolean hasPassed(long nanoTime, long currentTimeMillis) {
    return nanoTime - nanos >= 0 || currentTimeMillis >= millis;
  }
}
