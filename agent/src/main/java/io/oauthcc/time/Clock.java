package io.oauthcc.time;

/** Both clocks of the machine: a suspended one stops the first and moves the second. */
public interface Clock {

  /** As {@link System#nanoTime()}: only differences mean something. */
  long nanoTime();

  /** As {@link System#currentTimeMillis()}. */
  long currentTimeMillis();

  /**
   * The same as it was a millisecond ago, or as another thread read it just then: for what is asked
   * with every call. In the first millisecond after a machine was suspended it may still be the
   * time before.
   *
   * @param nanoTime what {@link #nanoTime()} says now
   */
  default long currentTimeMillis(long nanoTime) {
    return currentTimeMillis();
  }

  /** The machine's. */
  static Clock system() {
    return new SystemClock();
  }
}
