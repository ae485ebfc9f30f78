package io.oauthcc.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Both clocks in a test's hands. */
public final class ManualClock implements Clock {

  /** So near its end that any careless comparison fails. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-21T08:00:00Z").toEpochMilli());

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public long currentTimeMillis() {
    return millis.get();
  }

  /** As time passes. */
  public void advance(Duration duration) {
    advanceMonotonic(duration);
    advanceWall(duration);
  }

  public void advanceMonotonic(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** What a suspended machine sees, or one whose clock was set. */
  public void advanceWall(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }
}
