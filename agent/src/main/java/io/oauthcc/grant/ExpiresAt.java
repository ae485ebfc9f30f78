package io.oauthcc.grant;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * When a token expires, in the members by which some servers say so: {@code expires_at} and {@code
 * expires_on}, as seconds or milliseconds since the epoch or as an ISO 8601 date with a time, in
 * UTC where it names no offset.
 */
final class ExpiresAt {

  private static final String[] NAMES = {"expires_at", "expires_on"};

  /** As seconds it would be the year 5138. */
  private static final double FIRST_MILLIS = 1e11;

  private static final double LAST_MILLIS = 1e14;
  private static final int LONGEST_DATE = 40;

  private final String name;
  private final @Nullable Instant instant;

  private ExpiresAt(String name, @Nullable Instant instant) {
    this.name = name;
    this.instant = instant;
  }

  /** The first of the two that is a time, else the first that is there, or null. */
  static @Nullable ExpiresAt in(JsonObject answer) {
    ExpiresAt odd = null;
    for (String name : NAMES) {
      if (answer.has(name) && !answer.isNull(name)) {
        ExpiresAt found = new ExpiresAt(name, instant(answer, name));
        if (found.instant != null) {
          return found;
        }
        odd = odd == null ? found : odd;
      }
    }
    return odd;
  }

  /** The member's name. */
  String name() {
    return name;
  }

  /** Seconds from then on, negative if it has passed; null if the member is no such time. */
  @Nullable Double secondsFrom(Instant now) {
    return instant == null ? null : Duration.between(now, instant).toMillis() / 1000.0;
  }

  private static @Nullable Instant instant(JsonObject answer, String name) {
    Double number = ExpiresIn.seconds(answer, name);
    String text = answer.text(name);
    if (number != null) {
      double seconds = Math.abs(number) < FIRST_MILLIS ? number : number / 1000;
      return Math.abs(number) < LAST_MILLIS ? Instant.ofEpochMilli((long) (seconds * 1000)) : null;
    }
    return text == null ? null : date(text.trim());
  }

  private static @Nullable Instant date(String text) {
    if (text.length() > LONGEST_DATE) {
      return null;
    }
    DateTimeFormatter form =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendPattern("[ ][XXX][XX][X]")
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    try {
      TemporalAccessor date =
          form.parseBest(text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from);
      return date instanceof OffsetDateTime
          ? ((OffsetDateTime) date).toInstant()
          : ((LocalDateTime) date).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
