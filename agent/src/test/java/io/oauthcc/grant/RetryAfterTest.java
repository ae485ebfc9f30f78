package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

  private static @Nullable Duration of(Map<String, String> headers) {
    HttpAnswer answer = HttpAnswers.of(503, headers, new byte[0]);
    return RetryAfter.of(answer, NOW);
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource({
    "0, 0",
    "7, 7",
    "' 7 ', 7",
    "007, 7",
    "3600, 3600",
    "3601, 3600",
    "99999999999999999999, 3600",
    "'Sat, 21 Nov 2026 08:31:02 GMT', 62",
    "'Saturday, 21-Nov-26 08:31:02 GMT', 62",
    "'Sat Nov 21 08:31:02 2026', 62",
    "'Sun Nov  1 08:31:02 2026', 0",
    "'Sat, 21 Nov 2026 08:29:00 GMT', 0",
    "'Thu, 01 Jan 1970 00:00:00 GMT', 0",
    "'Tue, 21 Nov 2028 08:31:02 GMT', 3600",
    "-1, ",
    "1.5, ",
    "'', ",
    "soon, ",
    "7 s, ",
    "'Mon, 21 Nov 2026 08:31:02 GMT', ",
    "'Sat, 21 Nov 2026 09:31:02 +0100', 62",
    "'21 Nov 2026 08:31:02 GMT', 62",
    "'Sat, 21 Nov 2026 08:31:02', ",
    "'Sat, 31 Nov 2026 08:31:02 GMT', "
  })
  void itIsReadInAllItsForms(String header, @Nullable Long seconds) {
    assertThat(of(Map.of("retry-after", header)))
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void aDateIsComparedWithTheServersOwnClock() {
    assertThat(
            of(
                Map.of(
                    "retry-after", "Sat, 21 Nov 2026 06:00:10 GMT",
                    "date", "Sat, 21 Nov 2026 06:00:00 GMT")))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(of(Map.of("retry-after", "Sat, 21 Nov 2026 08:30:10 GMT", "date", "yesterday")))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void mostServersSayNothing() {
    assertThat(of(Map.of())).isNull();
  }
}
