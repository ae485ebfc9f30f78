package io.oauthcc.authorize;

import io.oauthcc.log.Log;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Warnings that a busy application would cause by the thousand: each at most once a minute. */
final class RepeatedWarnings {

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_KEPT_APART = 64;

  private final Map<String, Long> lastWritten = new ConcurrentHashMap<>();
  private final Log log;

  RepeatedWarnings(Log log) {
    this.log = log;
  }

  /** Warns, unless the same was said within the last minute. */
  void warn(String message) {
    long now = System.nanoTime();
    if (lastWritten.size() >= MOST_KEPT_APART) {
      lastWritten.values().removeIf(written -> now - written >= PAUSE_NANOS);
      if (lastWritten.size() >= MOST_KEPT_APART) {
        return;
      }
    }
    Long before = lastWritten.putIfAbsent(message, now);
    if (before == null
        || (now - before >= PAUSE_NANOS && lastWritten.replace(message, before, now))) {
      log.warn(message);
    }
  }
}
