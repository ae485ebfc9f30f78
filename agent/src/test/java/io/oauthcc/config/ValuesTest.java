package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.PLANTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValuesTest {

  /** Else it would stay readable in what everybody is handed. */
  @Test
  void theTextsOfSecretsDoNotOutliveTheStart(@TempDir Path directory) throws Exception {
    Registration registration =
        new ConfigurationSources(directory)
            .registration(
                BASE.replace("/token", "/token?key=" + PLANTED)
                    + """
                    client-secret=hunter2
                    key-store=DIR/key.pem
                    key-store-password=hunter2
                    proxy=http://u:hunter2@proxy:3128
                    """);
    Field values = Registration.class.getDeclaredField("values");
    values.setAccessible(true);
    Values kept = (Values) Objects.requireNonNull(values.get(registration));

    for (Key key : Key.values()) {
      assertThat(String.valueOf(kept.text(key))).as(key.text()).doesNotContain(PLANTED);
    }
    assertThat(Objects.requireNonNull(registration.clientSecret()).get())
        .isEqualTo(Secret.of(PLANTED));
    assertThat(registration.proxy()).isNotNull();
    assertThat(registration.tokenUri()).hasQuery("key=" + PLANTED);
  }

  @ParameterizedTest(name = "{1} among {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "keep or replace | keep | true",
        "keep or replace | REPLACE | true",
        "keep or replace | or | false",
        "keep or replace | '' | false",
        "keep or replace | keep or replace | false",
        "false, targets or true | targets | true",
        "false, targets or true | true | true",
        "false, targets or true | targets or true | false",
        "false, targets or true | ',' | false",
        "HS256 | hs256 | true",
        "HS256 | HS25 | false",
      })
  void wordsAreWholeOnes(String words, String value, boolean expected) {
    assertThat(Values.isOneOf(words, value)).isEqualTo(expected);
  }
}
