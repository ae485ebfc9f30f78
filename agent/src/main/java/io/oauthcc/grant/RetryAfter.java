package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left in peace (RFC 9110 §10.2.3). */
final class RetryAfter {

  /** What a server says beyond this is more likely a mistake than a wish. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_DIGITS = 9;
  private static final int LONGEST_DATE = 40;

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
    Instant then = date(text);
    if (then == null) {
      return null;
    }
    String answered = answer.header("Date");
    Instant serverTime = answered == null ? null : date(answered.trim());
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

  /** RFC 9110 §5.6.7, the two obsolete forms too. */
  private static @Nullable Instant date(String text) {
    if (text.length() > LONGEST_DATE) {
      return null;
    }
    for (DateTimeFormatter form : forms()) {
      try {
        return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // Maybe it is in the next form.
      }
    }
    return null;
  }

  private static List<DateTimeFormatter> forms() {
    return Arrays.asList(
        DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.US),
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(2000, 1, 1))
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US));
  }
}
