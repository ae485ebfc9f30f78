package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.PLANTED;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static io.oauthcc.config.ConfigurationSources.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreKeysTest extends ConfigurationTest {

  @Test
  void everyKeyReachesItsPlace() throws Exception {
    Registration registration =
        sources.registration(
            BASE
                + SECRET
                + """
                trust-store=DIR/key.pem
                trust-store-password=${env:SHORT}
                trust-store-type=JKS
                key-store=DIR/other.pem
                key-store-password=two
                key-store-type=pem
                key-store-alias=client 1
                """);

    StoreFile trust = Objects.requireNonNull(registration.trustStore());
    assertThat(trust.file()).isEqualTo(sources.file("key.pem").toFile());
    assertThat(trust.password()).isEqualTo(Secret.of(PLANTED));
    assertThat(trust.type()).isEqualTo("JKS");
    assertThat(trust.alias()).isNull();
    StoreFile keys = Objects.requireNonNull(registration.keyStore());
    assertThat(keys).hasToString(sources.file("other.pem").toString());
    assertThat(keys.password()).isEqualTo(Secret.of("two"));
    assertThat(keys.type()).isEqualTo("PEM");
    assertThat(keys.alias()).isEqualTo("client 1");
  }

  @Test
  void aFileAloneIsEnoughAndItsContentIsNotLookedAt() throws Exception {
    Registration registration = sources.registration(BASE + SECRET + "trust-store=DIR/key.pem\n");

    StoreFile trust = Objects.requireNonNull(registration.trustStore());
    assertThat(trust.password()).isNull();
    assertThat(trust.type()).isNull();
    assertThat(registration.keyStore()).isNull();
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trust-store=DIR/missing           | trust-store (app.properties, line 5): the file missing does not exist; correct the path or the file
          trust-store=DIR/empty.pem         | trust-store (app.properties, line 5): the file empty.pem is empty
          trust-store=DIR/folder            | trust-store (app.properties, line 5): the file folder is a directory
          trust-store=DIR/${env:SHORT}      | trust-store (app.properties, line 5): the file *** does not exist
          key-store=DIR/missing             | key-store (app.properties, line 5): the file missing does not exist
          key-store=DIR/empty.pem           | key-store (app.properties, line 5): the file empty.pem is empty
          key-store=DIR/folder              | key-store (app.properties, line 5): the file folder is a directory
          trust-store=DIR/key.pem trust-store-type=PKCS/12 | trust-store-type=PKCS/12 (app.properties, line 6): is no type of store; write PKCS12, JKS or PEM
          key-store=DIR/key.pem key-store-type=a,b | key-store-type=a,b (app.properties, line 6): is no type of store
          key-store=DIR/key.pem key-store-alias=a\\nb | key-store-alias=a\ufffdb (app.properties, line 6): holds a line break
          """)
  void everyMistakeIsNamed(String cell, String beginning) {
    assertThat(sources.problems(BASE + SECRET + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trust-store-password=hunter2 | trust-store-password (app.properties, line 5): is not used; trust-store is not set
          trust-store-type=JKS         | trust-store-type (app.properties, line 5): is not used; trust-store is not set
          key-store-password=hunter2   | key-store-password (app.properties, line 5): is not used; key-store is not set
          key-store-type=JKS           | key-store-type (app.properties, line 5): is not used; key-store is not set
          key-store-alias=a            | key-store-alias (app.properties, line 5): is not used; key-store is not set
          key-store=DIR/key.pem key-store-password=hunter2\\u0020 | key-store-password (app.properties, line 6): starts or ends with white space, which counts as part of it
          """)
  void whatMaySurpriseIsWarnedAbout(String cell, String beginning) throws Exception {
    assertThat(sources.warnings(BASE + SECRET + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trust-store", "key-store"})
  void aPasswordThatPsShowsIsWarnedAbout(String store) throws Exception {
    sources.property("oauthcc." + store + "-password", PLANTED);

    assertThat(sources.warnings(BASE + SECRET + store + "=DIR/key.pem\n"))
        .containsExactly(
            "oauthcc."
                + store
                + "-password (system property): ps shows this password to every user of the"
                + " machine; write "
                + store
                + "-password=${file:/path} or ${env:NAME}");

    sources.property("oauthcc." + store + "-password", "${env:SHORT}");
    assertThat(sources.warnings(BASE + SECRET + store + "=DIR/key.pem\n")).isEmpty();
  }
}
