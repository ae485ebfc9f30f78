package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com/token, auth.example.com, -1, false",
    "http://auth_server/token, auth_server, -1, false",
    "http://Auth_Server:8080/token, Auth_Server, 8080, false",
    "https://a_b.example.com.:/token, a_b.example.com., -1, false",
    "https://a_b:70000/, a_b, 70000, false",
    "http://[::1]:8080/token, [::1], 8080, true",
    "http://LOCALHOST/token, LOCALHOST, -1, true",
    "http://127.1.2.3:1/token, 127.1.2.3, 1, true",
    "http://localhost_/, localhost_, -1, false",
  })
  void isReadWhereTheHostHasAnUnderscoreToo(
      String address, String host, int port, boolean loopback) {
    Authority authority = Authority.of(URI.create(address));

    assertThat(Objects.requireNonNull(authority).host()).isEqualTo(host);
    assertThat(authority.port()).isEqualTo(port);
    assertThat(authority.isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A resolver may take what ends in a number for an address.
        "http://127_0.0.1/",
        "https:auth",
        "/token",
        "https:///token",
        "https://u:p@a_b/",
        "https://a_b:x/",
        "https://a_b:-1/",
        "https://a_b:99999999999/",
        "https://a__..b/",
        "https://\u0430_b/",
      })
  void isNoneWhereThereIsNoHost(String address) {
    assertThat(Authority.of(URI.create(address))).isNull();
  }
}
