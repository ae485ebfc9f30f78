package io.oauthcc.grant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A date in a header (RFC 9110 §5.6.7). */
final class HttpDate {

  private static final int LONGEST = 40;

  private HttpDate() {}

  /** In its form or one of the two obsolete ones; null if it is none. */
  static @Nullable Instant parse(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return null;
    }
    for (DateTimeFormatter form : forms()) {
      try {
        return Instant.from(form.parse(header.trim()));
      } catch (DateTimeException e) {
        // Maybe it is in the next form.
      }
    }
    return null;
  }

  private static List<DateTimeFormatter> forms() {
    return Arrays.asList(
        DateTimeFormatter.RFC_1123_DATE_TIME,
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(2000, 1, 1))
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US)
            .withZone(ZoneOffset.UTC),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US)
            .withZone(ZoneOffset.UTC));
  }
}
