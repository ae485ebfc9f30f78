package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "200ms, PT0.2S",
    "30s, PT30S",
    "30, PT30S",
    "0, PT0S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "PT30S, PT30S",
    "pt1.5s, PT1.5S",
    "P1DT1H, PT25H",
    "999999999999s, PT999999999999S",
  })
  void readsWhatUsersWrite(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "-1",
        "-1s",
        "1.5s",
        "1 s",
        "1S",
        "1sec",
        "1m30s",
        "P",
        "PT",
        "PT-1S",
        "1000000000000",
        "٣s",
        "0x10",
        "1e3"
      })
  void refusesAnythingElse(String text) {
    assertThat(Durations.parse(text)).isNull();
  }
}
