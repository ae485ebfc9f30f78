package io.oauthcc.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a token endpoint is left in peace after a failure. A fatal one costs 10 s, doubling to
 * 60 s with each that follows; any other 1 s, doubling to 30 s. Immutable.
 */
final class Pause {

  private static final Duration FATAL_FIRST = Duration.ofSeconds(10);
  private static final Duration FATAL_LONGEST = Duration.ofMinutes(1);
  private static final Duration PASSING_FIRST = Duration.ofSeconds(1);
  private static final Duration PASSING_LONGEST = Duration.ofSeconds(30);

  private final TokenException failure;
  private final long failingSince;
  private final Duration length;
  private final Moment end;

  private Pause(TokenException failure, long failingSince, Duration length, Moment now) {
    this.failure = failure;
    this.failingSince = failingSince;
    this.length = length;
    this.end = now.plus(length);
  }

  /**
   * The pause that begins now.
   *
   * @param previous the pause before it, if no token came since, else null
   */
  static Pause after(@Nullable Pause previous, TokenException failure, Moment now) {
    Duration first = failure.isFatal() ? FATAL_FIRST : PASSING_FIRST;
    Duration longest = failure.isFatal() ? FATAL_LONGEST : PASSING_LONGEST;
    Duration length = first;
    if (previous != null && previous.failure.isFatal() == failure.isFatal()) {
      Duration doubled = previous.length.multipliedBy(2);
      length = doubled.compareTo(longest) < 0 ? doubled : longest;
    }
    long since = previous == null ? now.wallMillis() : previous.failingSince;
    return new Pause(failure, since, length, now);
  }

  Duration length() {
    return length;
  }

  Moment end() {
    return end;
  }

  boolean isOver(Clock clock) {
    return end.hasPassed(clock);
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
