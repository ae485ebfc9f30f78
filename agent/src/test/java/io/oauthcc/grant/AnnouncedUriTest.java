package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the addresses in an issuer's metadata may get the client's credentials. */
class AnnouncedUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://as.test/token",
        "HTTPS://AS.test:8443/token/?tenant=1",
        "https://203.0.113.7/token",
        "https://as_1.test/token",
        "http://localhost:8080/token",
        "http://127.0.0.1/token",
        "http://[::1]:8080/token"
      })
  void goodOnesAreTakenAsTheyAre(String address) {
    URI uri = Objects.requireNonNull(AnnouncedUri.parse(address));

    assertThat(uri).hasToString(address);
    assertThat(AnnouncedUri.mistake(uri, false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/token",
        "//as.test/token",
        "as.test/token",
        "https:as.test/token",
        "https:///token",
        "https://as.test:0/token",
        "https://as.test:65536/token",
        "https://as.test/to ken",
        "https://as.test/to\r\nken",
        "https://as.test/\u202etoken",
        "https://as.test.\u0435vil.test/",
        "ftp://as.test/token",
        "file:///etc/passwd",
        "jar:https://as.test/x!/"
      })
  void whatIsNoWebAddressIsNone(String address) {
    assertThat(AnnouncedUri.parse(address)).isNull();
  }

  @Test
  void oneOfMoreThan2000CharactersIsNone() {
    String longest = "https://as.test/" + "x".repeat(1984);

    assertThat(AnnouncedUri.parse(longest)).hasToString(longest);
    assertThat(AnnouncedUri.parse(longest + "x")).isNull();
    assertThat(AnnouncedUri.parse(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://as.test/token        | is plain http, which would show the client's secret to the network
          HTTP://as.test/token        | is plain http, which would show the client's secret to the network
          http://localhost.evil.test/ | is plain http, which would show the client's secret to the network
          http://127.evil.test/       | is plain http, which would show the client's secret to the network
          http://as_1:8080/token      | is plain http, which would show the client's secret to the network
          http://127.999.0.1/         | is plain http, which would show the client's secret to the network
          http://127.1/               | is plain http, which would show the client's secret to the network
          http://[::2]/               | is plain http, which would show the client's secret to the network
          http://0.0.0.0/             | is plain http, which would show the client's secret to the network
          https://me:pw@as.test/token | holds a user name or password
          https://@as.test/token      | holds a user name or password
          https://as.test/token#here  | has a fragment
          """)
  void whatWouldShowTheCredentialsIsAMistake(String address, String mistake) {
    URI uri = AnnouncedUri.parse(address);

    assertThat(uri == null ? mistake : AnnouncedUri.mistake(uri, false)).isEqualTo(mistake);
    boolean plain = mistake.startsWith("is plain");
    assertThat(uri == null || AnnouncedUri.mistake(uri, true) == null).isEqualTo(plain);
  }
}
