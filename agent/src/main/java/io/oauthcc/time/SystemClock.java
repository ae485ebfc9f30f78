package io.oauthcc.time;

/** The machine's clocks. To read one takes as long as to find whose a hop is. Thread-safe. */
final class SystemClock implements Clock {

  private static final long MILLISECOND = 1_000_000;

  /** What the second clock said when it was read last. */
  private volatile long millis = System.currentTimeMillis();

  /** What the first one said then. */
  private volatile long readAt = System.nanoTime();

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long currentTimeMillis(long nanoTime) {
    if (nanoTime - readAt < MILLISECOND) {
      return millis;
    }
    long now = System.currentTimeMillis();
    millis = now;
    readAt = nanoTime;
    return now;
  }
}
