package io.oauthcc.token;

import io.oauthcc.grant.TokenException;
import io.oauthcc.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be expected of a cache after all that happened to it, in the plainest terms. */
final class TokenModel {

  static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(15);
  static final Duration FATAL_PAUSE = Duration.ofSeconds(40);

  private static final Duration LONGEST_AHEAD = Duration.ofMinutes(5);
  private static final long FRESH_SECONDS = 30;
  private static final long LONGEST_SECONDS = 600;

  private final ManualClock clock;
  private final List<Issue> issues = new ArrayList<>();
  private @Nullable Issue current;
  private @Nullable Failure failure;
  private @Nullable Long forcedNanos;
  private @Nullable Long heardNanos;
  private long apartSeconds;
  private boolean freshOneWasRefused;
  private boolean isForcedOwed;
  private boolean isRenewalAsked;
  private boolean isInUse;
  private boolean isRetrying;
  private int attempts;
  private long flightNanos;
  private long attemptEndNanos;
  private @Nullable TokenException lastFailure;

  /** A token that the endpoint gave, and the origins that refused it. */
  private static final class Issue {
    private final String header;
    private final long nanos;
    private final long millis;
    private final Duration lifetime;
    private final Set<String> refusedBy = new HashSet<>();

    Issue(String header, long nanos, long millis, Duration lifetime) {
      this.header = header;
      this.nanos = nanos;
      this.millis = millis;
      this.lifetime = lifetime;
    }
  }

  /** A flight's failure and the pause after it. */
  private record Failure(boolean fatal, Duration step, Duration length, long nanos, long millis) {}

  TokenModel(ManualClock clock) {
    this.clock = clock;
  }

  /** The header value that must be handed out now for hops to that origin, or null. */
  @Nullable String usable(String origin) {
    return current == null || isExpired(current) || current.refusedBy.contains(origin)
        ? null
        : current.header;
  }

  /** Whether such a value may stay on a hop to that origin. */
  boolean isGood(String value, String origin) {
    Issue sent = recent(value);
    if (sent == null || isExpired(sent)) {
      return false;
    }
    return sent == current ? !sent.refusedBy.contains(origin) : sent.refusedBy.isEmpty();
  }

  private boolean isExpired(Issue issue) {
    return hasPassed(issue, issue.lifetime.minus(margin(issue)));
  }

  private static Duration margin(Issue issue) {
    Duration tenth = issue.lifetime.dividedBy(10);
    return tenth.compareTo(Duration.ofSeconds(10)) < 0 ? tenth : Duration.ofSeconds(10);
  }

  private boolean hasPassed(Issue issue, Duration age) {
    return hasPassed(issue.nanos, issue.millis, age);
  }

  private boolean hasPassed(long nanos, long millis, Duration age) {
    return clock.nanoTime() - nanos >= age.toNanos()
        || clock.currentTimeMillis() - millis >= age.toMillis();
  }

  boolean isPaused() {
    return failure != null && !hasPassed(failure.nanos(), failure.millis(), failure.length());
  }

  /** The token in use is not to be renewed yet. */
  boolean isAtPeace() {
    return failure == null
        && current != null
        && !isExpired(current)
        && !isForcedOwed
        && !isRenewalAsked
        && !isRenewalDue();
  }

  /** By the shortest of all jitters. */
  private boolean isRenewalDue() {
    if (current == null) {
      return false;
    }
    Duration fifth = current.lifetime.dividedBy(5);
    Duration ahead = fifth.compareTo(LONGEST_AHEAD) < 0 ? fifth : LONGEST_AHEAD;
    Duration jittered = ahead.multipliedBy(11).dividedBy(10);
    return hasPassed(current, current.lifetime.minus(jittered).minusMillis(1));
  }

  boolean isInUse() {
    return isInUse;
  }

  /** What {@code evict} and {@code rejected} must answer; gives up, if that is due. */
  boolean evict(String value, String origin) {
    Issue sent = recent(value);
    if (sent == null) {
      return false;
    }
    String usable = usable(origin);
    if (usable != null && sent != current) {
      sent.refusedBy.add(origin);
      return true;
    }
    if (isPaused()) {
      return false;
    }
    if (usable == null) {
      return true;
    }
    if (!isForcedOwed && !forces()) {
      return false;
    }
    sent.refusedBy.add(origin);
    return true;
  }

  /** The last that came with this value, unless 16 newer values came since. */
  private @Nullable Issue recent(String value) {
    Set<String> newer = new HashSet<>();
    for (int i = issues.size() - 1; i >= 0 && newer.size() < 16; i--) {
      Issue issue = issues.get(i);
      if (issue.header.equals(value)) {
        return issue;
      }
      newer.add(issue.header);
    }
    return null;
  }

  /** The token in use is refused and none is owed: whether a renewal is forced. */
  private boolean forces() {
    long now = clock.nanoTime();
    Long heardBefore = heardNanos;
    heardNanos = now;
    Long before = forcedNanos;
    boolean longAgo = heardBefore == null || now - heardBefore >= LONGEST_SECONDS * 1_000_000_000L;
    if (before == null) {
      apartSeconds = 5;
    } else {
      long age = now - before;
      boolean early = age < apartSeconds * 1_000_000_000L;
      freshOneWasRefused |= early || age < FRESH_SECONDS * 1_000_000_000L;
      if (early) {
        return false;
      }
      boolean doubles = freshOneWasRefused && !longAgo;
      apartSeconds = doubles ? Math.min(LONGEST_SECONDS, apartSeconds * 2) : 5;
    }
    freshOneWasRefused = false;
    forcedNanos = now;
    isForcedOwed = true;
    return true;
  }

  /** Somebody had it renewed whatever is at hand. */
  void renew() {
    isRenewalAsked = true;
    endPause();
  }

  /** A file changed, or somebody knows better. */
  void endPause() {
    if (failure != null) {
      failure =
          new Failure(
              failure.fatal(),
              Duration.ZERO,
              Duration.ZERO,
              clock.nanoTime(),
              clock.currentTimeMillis());
    }
  }

  void beginLook() {
    use();
  }

  void endLook(boolean changed) {
    isInUse = false;
    if (changed) {
      endPause();
    }
  }

  private void use() {
    require(!isInUse, "the endpoint is used twice at a time");
    isInUse = true;
  }

  void beginAttempt() {
    use();
    if (isRetrying) {
      attempts++;
      require(attempts <= 3, "one attempt too many");
      Duration asked = lastFailure == null ? null : lastFailure.retryAfter();
      require(
          asked == null || clock.nanoTime() - attemptEndNanos >= asked.toNanos(),
          "an attempt before Retry-After was over");
      return;
    }
    attempts = 1;
    flightNanos = clock.nanoTime();
    require(!isPaused(), "an attempt in a pause");
    require(
        current == null
            || isExpired(current)
            || !current.refusedBy.isEmpty()
            || isRenewalAsked
            || isRenewalDue(),
        "a renewal before it is due");
  }

  void succeed(String header, long askedNanos, long askedMillis, Duration lifetime) {
    isInUse = false;
    isRetrying = false;
    failure = null;
    isRenewalAsked = false;
    current = new Issue(header, askedNanos, askedMillis, lifetime);
    issues.add(current);
    if (isForcedOwed) {
      isForcedOwed = false;
      forcedNanos = clock.nanoTime();
    }
  }

  void fail(TokenException with) {
    isInUse = false;
    isRetrying = false;
    lastFailure = with;
    attemptEndNanos = clock.nanoTime();
  }

  /** The cache says that it is going to try again. */
  void retries(Duration wait) {
    isRetrying = true;
    require(
        clock.nanoTime() - flightNanos + wait.toNanos() <= ACQUIRE_TIMEOUT.toNanos(),
        "an attempt after acquire-timeout");
    require(
        lastFailure != null && lastFailure.kind() == TokenException.Kind.TRANSIENT,
        "a retry of what does not pass");
  }

  /** The cache says that a flight failed for good. */
  void pauses() {
    TokenException with = lastFailure;
    if (with == null) {
      throw new AssertionError("a pause without a failure");
    }
    boolean fatal = with.isFatal();
    Duration step = Duration.ofSeconds(fatal ? 10 : 1);
    if (failure != null && failure.fatal() == fatal && !failure.step().isZero()) {
      step = failure.step().multipliedBy(2);
    }
    Duration longest = fatal ? FATAL_PAUSE : Duration.ofSeconds(30);
    step = step.compareTo(longest) < 0 ? step : longest;
    Duration asked = with.retryAfter();
    Duration length = !fatal && asked != null && asked.compareTo(step) > 0 ? asked : step;
    failure = new Failure(fatal, step, length, clock.nanoTime(), clock.currentTimeMillis());
  }

  static void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken);
    }
  }
}
