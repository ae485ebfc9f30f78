package io.oauthcc.config;

import java.time.Duration;

/** How often, and when, a token endpoint that failed is asked again. Immutable. */
public final class Retry {

  /** Three attempts, from 200 ms to 10 s apart; a minute at most after a fatal answer. */
  public static final Retry DEFAULT =
      new Retry(3, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(60));

  private final int maxAttempts;
  private final Duration backoff;
  private final Duration maxBackoff;
  private final Duration fatalPause;

  /** See the accessors. */
  public Retry(int maxAttempts, Duration backoff, Duration maxBackoff, Duration fatalPause) {
    this.maxAttempts = maxAttempts;
    this.backoff = backoff;
    this.maxBackoff = maxBackoff;
    this.fatalPause = fatalPause;
  }

  /** Attempts in one renewal, the first included; at least 1. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The longest wait before the second attempt; doubles with each that follows. */
  public Duration backoff() {
    return backoff;
  }

  /** What the waits double up to. */
  public Duration maxBackoff() {
    return maxBackoff;
  }

  /** What the pauses after fatal answers double up to. */
  public Duration fatalPause() {
    return fatalPause;
  }
}
