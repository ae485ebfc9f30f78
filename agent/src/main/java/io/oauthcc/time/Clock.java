package io.oauthcc.time;

/** Both clocks of the machine: a suspended one stops the first and moves the second. */
public interface Clock {

  /** As {@link System#nanoTime()}: only differences mean something. */
  long nanoTime();

  /** As {@link System#currentTimeMillis()}. */
  long currentTimeMillis();

  /** The machine's. */
  static Clock system() {
    return new SystemClock();
  }
}
