package io.oauthcc.token;

import java.util.concurrent.TimeUnit;

/**
 * Keeps renewals that a rejected token forces at least five seconds apart, so that an API which
 * rejects every token does not become a flood of token requests. The time counts from the eviction,
 * and anew from the arrival of the token that replaces the evicted one: a fresh token that is
 * rejected too stays, however long it took to get it. By the monotonic clock. Guarded by the
 * cache's lock.
 */
final class ForcedRenewals {

  private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(5);

  private boolean happened;
  private boolean isOwed;
  private long lastNanos;

  boolean isAllowed(long nanoTime) {
    return !happened || nanoTime - lastNanos >= APART_NANOS;
  }

  /** A token was evicted; the next that comes is the forced one. */
  void begin(long nanoTime) {
    happened = true;
    isOwed = true;
    lastNanos = nanoTime;
  }

  /**
   * A token came.
   *
   * @return whether it replaces an evicted one
   */
  boolean end(long nanoTime) {
    if (!isOwed) {
      return false;
    }
    isOwed = false;
    lastNanos = nanoTime;
    return true;
  }
}
