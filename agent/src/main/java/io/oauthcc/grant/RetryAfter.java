package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left in peace (RFC 9110 §10.2.3). */
final class RetryAfter {

  /** What a server says beyond this is more likely a mistake than a wish. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /**
   * From now on, zero to an hour; null if the answer does not tell or tells nonsense. A date is
   * compared with the answer's own {@code Date}, so that a wrong clock here does no harm.
   *
   * @param now this machine's clock, for an answer without a date
   */
  static @Nullable Duration of(HttpAnswer answer, Instant now) {
    String header = answer.header("Retry-After");
    if (header == null) {
      return null;
    }
    String text = header.trim();
    if (isDigits(text)) {
      return text.length() > MOST_DIGITS
          ? LONGEST
          : clamped(Duration.ofSeconds(Integer.parseInt(text)));
    }
    Instant then = HttpDate.parse(text);
    if (then == null) {
      return null;
    }
    Instant serverTime = HttpDate.parse(answer.header("Date"));
    return clamped(Duration.between(serverTime == null ? now : serverTime, then));
  }

  private static Duration clamped(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
