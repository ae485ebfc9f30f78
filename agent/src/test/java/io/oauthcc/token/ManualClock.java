package io.oauthcc.token;

import java.time.Duration;
import java.time.Instant;

/** Both clocks in a test's hands. */
final class ManualClock implements Clock {

  private volatile long nanos = Long.MAX_VALUE - 1000;
  private volatile long millis = Instant.parse("2026-11-21T08:00:00Z").toEpochMilli();

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public long currentTimeMillis() {
    return millis;
  }

  /** As time passes. */
  void advance(Duration duration) {
    advanceMonotonic(duration);
    advanceWall(duration);
  }

  void advanceMonotonic(Duration duration) {
    nanos += duration.toNanos();
  }

  /** What a suspended machine sees, or one whose clock was set. */
  void advanceWall(Duration duration) {
    millis += duration.toMillis();
  }
}
