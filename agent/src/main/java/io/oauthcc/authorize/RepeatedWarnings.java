package io.oauthcc.authorize;

import io.oauthcc.log.Log;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Warnings that a busy application would cause by the thousand: each at most once a minute. */
final class RepeatedWarnings {

  private static final long PAUSE_NANOS = 60_000_000_000L;
  private static final int MOST_KEPT_APART = 64;

  /** Where nobody reads what the process writes, a line holds up no call for longer. */
  private static final long LONGEST_LINE_NANOS = 1_000_000_000;

  private final Map<String, Long> lastWritten = new ConcurrentHashMap<>();
  private final Executor agentThreads;
  private final Log log;

  /**
   * @param agentThreads write what may not hold up a call
   */
  RepeatedWarnings(Executor agentThreads, Log log) {
    this.agentThreads = agentThreads;
    this.log = log;
  }

  /** Warns, unless the same was said within the last minute. */
  void warn(String message) {
    if (isDue(message)) {
      log.warn(message);
    }
  }

  /**
   * The same before a call ends whose own limit is over: with it the program may end, so it waits
   * until the line is out, but not for a log that takes no line. Never throws.
   */
  void warnInTime(String message) {
    try {
      if (isDue(message)) {
        CompletableFuture<@Nullable Void> line = new CompletableFuture<>();
        agentThreads.execute(
            () -> {
              try {
                log.warn(message);
              } finally {
                line.complete(null);
              }
            });
        long end = System.nanoTime() + LONGEST_LINE_NANOS;
        Parking<@Nullable Void> parking = new Parking<>(line);
        for (long left = LONGEST_LINE_NANOS;
            left > 0 && !line.isDone() && !Thread.currentThread().isInterrupted();
            left = end - System.nanoTime()) {
          parking.park(left);
        }
      }
    } catch (Throwable unheeded) {
      // The call's own failure says the same.
    }
  }

  private boolean isDue(String message) {
    long now = System.nanoTime();
    if (lastWritten.size() >= MOST_KEPT_APART) {
      lastWritten.values().removeIf(written -> now - written >= PAUSE_NANOS);
      if (lastWritten.size() >= MOST_KEPT_APART) {
        return false;
      }
    }
    Long before = lastWritten.putIfAbsent(message, now);
    return before == null
        || (now - before >= PAUSE_NANOS && lastWritten.replace(message, before, now));
  }
}
