package io.oauthcc.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Durations as users write them. Loaded only where one is set. */
final class Durations {

  private static final int MOST_DIGITS = 12;

  private Durations() {}

  /**
   * What is wrong with a value, to go on after it; null: nothing.
   *
   * @param limits as in {@code 1ms to 1h}
   */
  static @Nullable String mistake(String text, String limits) {
    Duration duration = parse(text);
    if (duration == null) {
      return "is no duration; write 30s, 5m, 200ms, PT30S or plain seconds";
    }
    int to = limits.indexOf(" to ");
    Duration least = required(limits.substring(0, to));
    Duration most = required(limits.substring(to + 4));
    return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
        ? "is out of range; write "
            + least.toMillis()
            + "ms at least and "
            + most.getSeconds()
            + "s at most"
        : null;
  }

  /** One that is known to be right. */
  static Duration required(String text) {
    return Objects.requireNonNull(parse(text), text);
  }

  /**
   * Reads {@code 200ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, plain seconds, or ISO
   * 8601 as in {@code PT30S}; null for anything else and for what is below zero.
   */
  static @Nullable Duration parse(String text) {
    if (text.startsWith("P") || text.startsWith("p")) {
      return parseIso(text);
    }
    int digits = 0;
    long number = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      number = number * 10 + (text.charAt(digits) - '0');
      digits++;
      if (digits > MOST_DIGITS) {
        return null;
      }
    }
    String unit = text.substring(digits);
    if (digits == 0) {
      return null;
    } else if (unit.equals("ms")) {
      return Duration.ofMillis(number);
    } else if (unit.isEmpty() || unit.equals("s")) {
      return Duration.ofSeconds(number);
    } else if (unit.equals("m")) {
      return Duration.ofMinutes(number);
    } else if (unit.equals("h")) {
      return Duration.ofHours(number);
    }
    return unit.equals("d") ? Duration.ofDays(number) : null;
  }

  private static @Nullable Duration parseIso(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.isNegative() ? null : duration;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
