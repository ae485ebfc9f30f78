package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static io.oauthcc.config.ConfigurationSources.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryKeysTest extends ConfigurationTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scope=a                                       | 3  | PT0.2S | PT10S  | PT1M
          retry.max-attempts=1                          | 1  | PT0.2S | PT10S  | PT1M
          retry.max-attempts=10                         | 10 | PT0.2S | PT10S  | PT1M
          retry.backoff=1ms                             | 3  | PT0.001S | PT10S | PT1M
          retry.backoff=10s                             | 3  | PT10S  | PT10S  | PT1M
          retry.backoff=1m retry.max-backoff=1h         | 3  | PT1M   | PT1H   | PT1M
          retry.max-backoff=200ms                       | 3  | PT0.2S | PT0.2S | PT1M
          retry.fatal-pause=1d                          | 3  | PT0.2S | PT10S  | PT24H
          retry.fatal-pause=1                           | 3  | PT0.2S | PT10S  | PT1S
          """)
  void whatIsNotSetHasItsDefault(
      String cell, int attempts, Duration backoff, Duration maxBackoff, Duration fatalPause)
      throws Exception {
    Registration registration = sources.registration(BASE + SECRET + lines(cell));

    assertThat(registration.retryMaxAttempts()).isEqualTo(attempts);
    assertThat(registration.retryBackoff()).isEqualTo(backoff);
    assertThat(registration.retryMaxBackoff()).isEqualTo(maxBackoff);
    assertThat(registration.retryFatalPause()).isEqualTo(fatalPause);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retry.max-attempts=0     | retry.max-attempts=0 (app.properties, line 5): write a number from 1 to 10
          retry.max-attempts=11    | retry.max-attempts=11 (app.properties, line 5): write a number from 1 to 10
          retry.max-attempts=-1    | retry.max-attempts=-1 (app.properties, line 5): write a number
          retry.max-attempts=three | retry.max-attempts=three (app.properties, line 5): write a number
          retry.max-attempts=      | retry.max-attempts= (app.properties, line 5): write a number
          retry.max-attempts=99999999999 | retry.max-attempts=99999999999 (app.properties, line 5): write a number
          retry.backoff=0          | retry.backoff=0 (app.properties, line 5): is out of range; write 1ms at least and 3600s at most
          retry.backoff=soon       | retry.backoff=soon (app.properties, line 5): is no duration
          retry.backoff=30s        | retry.backoff=30s (app.properties, line 5): is longer than retry.max-backoff (10000ms); set that to as much at least
          retry.max-backoff=100ms  | retry.max-backoff=100ms (app.properties, line 5): is shorter than retry.backoff (200ms); raise it
          retry.backoff=2s retry.max-backoff=1s | retry.max-backoff=1s (app.properties, line 6): is shorter than retry.backoff (2000ms)
          retry.max-backoff=2h     | retry.max-backoff=2h (app.properties, line 5): is out of range
          retry.fatal-pause=0      | retry.fatal-pause=0 (app.properties, line 5): is out of range; write 1000ms at least and 86400s at most
          retry.fatal-pause=2d     | retry.fatal-pause=2d (app.properties, line 5): is out of range
          """)
  void everyMistakeIsNamed(String cell, String beginning) {
    assertThat(sources.problems(BASE + SECRET + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    assertThat(
            sources.problems(
                BASE + SECRET + lines("retry.backoff=x retry.max-backoff=y retry.max-attempts=z")))
        .hasSize(3);
  }
}
