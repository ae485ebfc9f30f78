package io.oauthcc.authorize;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a call has waited for tokens, whether it was given up meanwhile, and what it got. */
final class CallWait {

  private final LongSupplier nanoTime;
  private volatile boolean isWaiting;
  private volatile boolean mayBeGivenUp;
  private volatile boolean isGivenUp;
  private volatile @Nullable CompletableFuture<String> flight;
  private volatile long spentNanos;
  private volatile long beganNanos;
  private volatile @Nullable AwaitedToken ended;

  /**
   * @param nanoTime the time as {@link System#nanoTime} tells it
   */
  CallWait(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The call is about to ask for a token: from now on it can be given up. */
  void expect() {
    end();
    isGivenUp = false;
    mayBeGivenUp = true;
  }

  /** What it waits for, from {@link #expect} until {@link #end}. */
  void expects(CompletableFuture<String> token) {
    flight = token;
    if (isGivenUp) {
      token.cancel(false);
    }
  }

  /** The call begins to wait, if it does not already. */
  void begin() {
    if (!isWaiting) {
      beganNanos = nanoTime.getAsLong();
      isWaiting = true;
    }
  }

  /**
   * Another thread gives the call up. One that does not wait does not hear of it, nor one whose
   * token is there.
   */
  void giveUp() {
    CompletableFuture<String> expected = flight;
    if (mayBeGivenUp && (expected == null || !expected.isDone())) {
      isGivenUp = true;
      if (expected != null) {
        expected.cancel(false);
      }
    }
  }

  boolean isGivenUp() {
    return isGivenUp;
  }

  /** Whether all waits of the call together have come to {@code limit}. */
  boolean isOver(Duration limit) {
    return left(limit) <= 0;
  }

  /** How many nanoseconds of {@code limit} are left to the wait that the call is in. */
  long left(Duration limit) {
    return limit.toNanos() - spentNanos - (nanoTime.getAsLong() - beganNanos);
  }

  /** The call has ended its wait. */
  void end() {
    mayBeGivenUp = false;
    flight = null;
    if (isWaiting) {
      isWaiting = false;
      spentNanos = spentNanos + nanoTime.getAsLong() - beganNanos;
    }
  }

  /** What came of its wait is for the hop that is prepared next; null: for none. */
  void note(@Nullable AwaitedToken outcome) {
    ended = outcome;
  }

  /** What was noted last, once. */
  @Nullable AwaitedToken take() {
    AwaitedToken outcome = ended;
    ended = null;
    return outcome;
  }
}
