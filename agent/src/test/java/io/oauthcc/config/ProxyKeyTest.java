package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.PLANTED;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyKeyTest extends ConfigurationTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://proxy:3128                         | proxy             | 3128  |
          HTTP://Proxy.example.com.:3128/           | proxy.example.com | 3128  |
          http://10.0.0.1:1                         | 10.0.0.1          | 1     |
          http://[2001:db8::1]:65535                | 2001:db8::1       | 65535 |
          http://u:hunter2@proxy:3128               | proxy             | 3128  | u:hunter2
          http://u:@[::1]:3128                      | ::1               | 3128  | u:
          http://u@proxy:3128                       | proxy             | 3128  | u:
          http://u:a:b@proxy:3128                   | proxy             | 3128  | u:a:b
          http://CORP%5cu:a+b%40%2F%3a%25%c3%bc@p:80 | p                | 80    | CORP\\u:a+b@/:%ü
          http://ü:ü@p:80                           | p                 | 80    | ü:ü
          """)
  void aProxyIsReadToTheLetter(String value, String host, int port, @Nullable String credentials)
      throws Exception {
    ProxyServer proxy = Objects.requireNonNull(proxy("proxy=" + value.replace("\\", "\\\\")));

    assertThat(proxy.host()).isEqualTo(host);
    assertThat(proxy.port()).isEqualTo(port);
    assertThat(proxy.credentials()).isEqualTo(credentials == null ? null : Secret.of(credentials));
    assertThat(proxy.toString()).doesNotContain(PLANTED).endsWith(":" + port);
  }

  @Test
  void noneMeansNoneAndNothingMeansTheJres() throws Exception {
    assertThat(proxy("proxy=None")).isSameAs(ProxyServer.NONE);
    assertThat(proxy("proxy=")).isNull();
    assertThat(proxy("")).isNull();
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://proxy:3128             | proxy=https://proxy:3128 (app.properties, line 5): a proxy that is itself spoken to over TLS is not supported; what passes through it is encrypted all the way also with http://host:port
          https://u:hunter2@proxy:3128   | proxy=***@proxy:3128 (app.properties, line 5): a proxy that is itself spoken to over TLS
          socks5://proxy:1080            | proxy=socks5://proxy:1080 (app.properties, line 5): a SOCKS proxy is not supported; write http://host:port
          proxy:3128                     | proxy=proxy:3128 (app.properties, line 5): is no proxy; write http://host:port, http://user:password@host:port or none
          direct                         | proxy=direct (app.properties, line 5): is no proxy; write
          http://proxy                   | proxy=http://proxy (app.properties, line 5): has no port from 1 to 65535; write http://host:port
          http://proxy:                  | proxy=http://proxy: (app.properties, line 5): has no port
          http://proxy:0                 | proxy=http://proxy:0 (app.properties, line 5): has no port
          http://proxy:65536             | proxy=http://proxy:65536 (app.properties, line 5): has no port
          http://:3128                   | proxy=http://:3128 (app.properties, line 5): has no valid host
          http://a..b:3128               | proxy=http://a..b:3128 (app.properties, line 5): has no valid host
          http://1.2.3:3128              | proxy=http://1.2.3:3128 (app.properties, line 5): has no valid host
          http://2001:db8::1:3128        | proxy=*** (app.properties, line 5): holds an IPv6 address without brackets; write it as in http://[2001:db8::1]:3128
          http://[fe80::1%25eth0]:3128   | proxy=*** (app.properties, line 5): has no valid host
          http://proxy:3128/path         | proxy=*** (app.properties, line 5): goes on after the port
          http://proxy:3128?a=hunter2    | proxy=*** (app.properties, line 5): goes on after the port
          http://u:hunter2               | proxy=*** (app.properties, line 5): has no port
          http://u:hunter2@              | proxy=***@ (app.properties, line 5): has no port
          http://u:hunter2@proxy         | proxy=***@proxy (app.properties, line 5): has no port
          http://u:hunter2/x@proxy:1     | proxy=***@proxy:1 (app.properties, line 5): in user and password write %40 for @, %2F for /
          http://u:hunter2@x@proxy:1     | proxy=***@proxy:1 (app.properties, line 5): in user and password write
          http://u:hunter2#x@proxy:1     | proxy=***@proxy:1 (app.properties, line 5): in user and password write
          http://proxy:1/?@evil:1        | proxy=***@evil:1 (app.properties, line 5): in user and password write
          http://u:hunter2%4@proxy:1     | proxy=***@proxy:1 (app.properties, line 5): has a % that starts no percent-encoded UTF-8
          http://u:hunter2%zz@proxy:1    | proxy=***@proxy:1 (app.properties, line 5): has a % that starts no percent-encoded UTF-8
          http://u:hunter2%e9@proxy:1    | proxy=***@proxy:1 (app.properties, line 5): has a % that starts no percent-encoded UTF-8
          http://u:hunter2%0d%0a@proxy:1 | proxy=***@proxy:1 (app.properties, line 5): has a control character in user or password
          http://u%3ax:hunter2@proxy:1   | proxy=***@proxy:1 (app.properties, line 5): has a user name with a colon, which HTTP Basic cannot carry
          http://:hunter2@proxy:1        | proxy=***@proxy:1 (app.properties, line 5): has no user before the @
          http://u:${env:SHORT}@proxy:x  | proxy=*** (app.properties, line 5): has no port
          """)
  void everyMistakeIsNamedAndNoPasswordRepeated(String value, String beginning) {
    assertThat(sources.problems(BASE + SECRET + "proxy=" + value))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void credentialsThatPsShowsAreWarnedAbout() throws Exception {
    sources.argument("proxy=http://u:" + PLANTED + "@proxy:3128");
    assertThat(sources.warnings(BASE + SECRET))
        .singleElement()
        .asString()
        .startsWith("proxy (agent argument): ps shows this user and password");

    sources.argument("proxy=http://proxy:3128");
    assertThat(sources.problems(BASE + SECRET)).singleElement().asString().contains("set already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://proxy:3128", "http://u:${env:SHORT}@proxy:3128"})
  void whatPsDoesNotShowIsNotWarnedAbout(String value) throws Exception {
    assertThat(sources.argument("proxy=" + value).warnings(BASE + SECRET)).isEmpty();
  }

  @Test
  void aPasswordThatHoldsASemicolonIsNotRepeatedInPieces() {
    sources.argument("proxy=http://u:a;" + PLANTED + "=x@proxy:3128");

    assertThat(sources.problems(BASE + SECRET))
        .anySatisfy(problem -> assertThat(problem).contains("semicolon"));
  }

  @Test
  void aTokenEndpointsQueryThatHoldsASemicolonIsNotRepeatedInPieces() {
    sources.argument("token-uri=https://auth.example.org/token?a=b;" + PLANTED + "=x");

    assertThat(sources.problems(BASE + SECRET)).singleElement().asString().contains("semicolon");
  }

  private @Nullable ProxyServer proxy(String line) throws ConfigurationException {
    return sources.registration(BASE + SECRET + line + "\n").proxy();
  }
}
