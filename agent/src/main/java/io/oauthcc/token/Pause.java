package io.oauthcc.token;

import io.oauthcc.grant.TokenException;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import io.oauthcc.time.Words;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a token endpoint is left in peace after a flight failed. A fatal failure costs 10 s,
 * doubling to {@code retry.fatal-pause} with each that follows, whatever {@code Retry-After} says:
 * who puts the client right there must not wait for an hour. Any other costs 1 s, doubling to 30 s;
 * there a longer {@code Retry-After} wins, up to an hour: no answer may silence the agent for days.
 * Guarded by the cache's lock.
 */
final class Pause {

  private static final Duration FATAL_FIRST = Duration.ofSeconds(10);
  private static final Duration PASSING_FIRST = Duration.ofSeconds(1);
  private static final Duration PASSING_LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
  private static final long LOOKS_APART_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TokenException failure;
  private final long failingSince;

  /** What the next pause of this kind doubles. */
  private final Duration step;

  private final Duration length;
  private final Moment end;
  private long lastLookNanos;
  private boolean isEnded;

  private Pause(TokenException failure, long failingSince, Duration step, Clock clock) {
    Moment now = Moment.now(clock);
    this.failure = failure;
    this.failingSince = failingSince;
    this.step = step;
    this.length = failure.isFatal() ? step : longer(step, failure.retryAfter());
    this.end = now.plus(length);
    this.lastLookNanos = clock.nanoTime();
  }

  /**
   * The pause that begins now.
   *
   * @param previous the pause before it, if no token came since, else null
   * @param fatalLongest what those after fatal failures double up to
   */
  static Pause after(
      @Nullable Pause previous, TokenException failure, Duration fatalLongest, Clock clock) {
    boolean fatal = failure.isFatal();
    Duration step = fatal ? FATAL_FIRST : PASSING_FIRST;
    if (previous != null && !previous.isEnded && previous.failure.isFatal() == fatal) {
      step = previous.step.multipliedBy(2);
    }
    Duration longest = fatal ? fatalLongest : PASSING_LONGEST;
    return new Pause(
        failure,
        previous == null ? clock.currentTimeMillis() : previous.failingSince,
        step.compareTo(longest) < 0 ? step : longest,
        clock);
  }

  private static Duration longer(Duration step, @Nullable Duration retryAfter) {
    if (retryAfter == null || retryAfter.compareTo(step) <= 0) {
      return step;
    }
    return retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
  }

  Duration length() {
    return length;
  }

  /** When it is over, unless something ends it before. */
  Moment end() {
    return end;
  }

  boolean isOver(Clock clock) {
    return isEnded || end.hasPassed(clock);
  }

  /** Something changed that lets the next attempt hope: it is over, and the next is a first one. */
  void endNow() {
    isEnded = true;
  }

  /**
   * Whether it is time to look for a changed file, a second after the last look. Notes the look.
   */
  boolean claimLook(long nanoTime) {
    if (nanoTime - lastLookNanos < LOOKS_APART_NANOS) {
      return false;
    }
    lastLookNanos = nanoTime;
    return true;
  }

  /** The failure again, for a caller that comes during the pause. */
  TokenException failure() {
    return new TokenException(
        failure.getMessage()
            + " (failing since "
            + Words.ofWallTime(failingSince)
            + ", next try at "
            + Words.ofWallTime(end.wallMillis())
            + ")",
        failure.kind(),
        failure.getCause());
  }
}
