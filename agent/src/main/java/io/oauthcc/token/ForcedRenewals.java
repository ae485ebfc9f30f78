package io.oauthcc.token;

import java.util.concurrent.TimeUnit;

/**
 * Keeps renewals that a refused token forces apart, so that an API which refuses every token does
 * not become a flood of token requests: by five seconds, which double up to ten minutes for as long
 * as fresh tokens are refused too. The time counts from the refusal, and anew from the arrival of
 * the token that replaces the refused one: a fresh token that is refused too stays, however long it
 * took to get it.
 *
 * <p>Nobody tells that a fresh token was accepted. It was if it came to its next refusal, if ever,
 * only after the time that renewals were apart then, and thirty seconds at least: the answer to the
 * hop that waited for it has come by then, a slow API's too. It is taken for accepted as well once
 * nothing was refused for ten minutes. Then the five seconds hold again. So an API that refuses
 * everything costs no more than a dozen forced renewals in its first hour and six in each that
 * follows, however often it is called.
 *
 * <p>By the monotonic clock. Guarded by the cache's lock.
 */
final class ForcedRenewals {

  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  /** How old a token may be that counts as fresh when its first refusal is heard. */
  private static final long FRESH = TimeUnit.SECONDS.toNanos(30);

  private long apartNanos = SHORTEST;
  private boolean happened;
  private boolean isOwed;
  private boolean isAnew;
  private boolean freshWasRefused;
  private long lastNanos;
  private long lastRefusalNanos;

  /** Whether a token was given up whose successor has not come yet. */
  boolean isOwed() {
    return isOwed;
  }

  /**
   * The token in use was refused. Not while one {@linkplain #isOwed is owed}.
   *
   * @return whether it is to be given up; then the next that comes is the forced one
   */
  boolean claim(long nanoTime) {
    boolean wasQuiet = nanoTime - lastRefusalNanos >= LONGEST;
    lastRefusalNanos = nanoTime;
    long age = nanoTime - lastNanos;
    if (happened) {
      freshWasRefused |= age < Math.max(apartNanos, FRESH);
      if (age < apartNanos) {
        return false;
      }
    }
    isAnew = !happened || wasQuiet || !freshWasRefused;
    apartNanos = isAnew ? SHORTEST : Math.min(2 * apartNanos, LONGEST);
    freshWasRefused = false;
    happened = true;
    isOwed = true;
    lastNanos = nanoTime;
    return true;
  }

  /** Whether what was claimed last is the first since a fresh token was accepted. */
  boolean isAnew() {
    return isAnew;
  }

  /** A token came, the forced one or another. */
  void end(long nanoTime) {
    if (isOwed) {
      isOwed = false;
      lastNanos = nanoTime;
    }
  }
}
