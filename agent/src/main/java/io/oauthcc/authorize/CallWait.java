package io.oauthcc.authorize;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a call has waited for tokens, and whether it was given up meanwhile. */
final class CallWait {

  private final LongSupplier nanoTime;
  private volatile boolean isWaiting;
  private volatile boolean isGivenUp;
  private volatile long spentNanos;
  private volatile long beganNanos;

  /**
   * @param nanoTime the time as {@link System#nanoTime} tells it
   */
  CallWait(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The call's thread begins to wait. */
  void begin() {
    isGivenUp = false;
    beganNanos = nanoTime.getAsLong();
    isWaiting = true;
  }

  /** Another thread gives the call up; one that does not wait does not hear of it. */
  void giveUp() {
    if (isWaiting) {
      isGivenUp = true;
    }
  }

  boolean isGivenUp() {
    return isGivenUp;
  }

  /** Whether all waits of the call together have come to {@code limit}. */
  boolean isOver(Duration limit) {
    return spentNanos + nanoTime.getAsLong() - beganNanos >= limit.toNanos();
  }

  /** The call's thread has ended its wait. */
  void end() {
    isWaiting = false;
    spentNanos = spentNanos + nanoTime.getAsLong() - beganNanos;
  }
}
