package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static io.oauthcc.config.ConfigurationSources.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration.RefreshTokens;
import io.oauthcc.config.Registration.TokenRequestMethod;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenRequestKeysTest extends ConfigurationTest {

  @Test
  void valuesReachTheirPlace() throws Exception {
    Registration plain = sources.registration(BASE + SECRET);
    assertThat(plain.tokenRequestMethod()).isEqualTo(TokenRequestMethod.POST);
    assertThat(plain.refreshTokens()).isEqualTo(RefreshTokens.AUTO);

    Registration set =
        sources.registration(BASE + SECRET + "token-request.method=post\nrefresh-token=Never\n");
    assertThat(set.tokenRequestMethod()).isEqualTo(TokenRequestMethod.POST);
    assertThat(set.refreshTokens()).isEqualTo(RefreshTokens.NEVER);

    assertThat(
            sources
                .read(BASE + SECRET + "token-request.method=GET\n")
                .registrations()
                .get(0)
                .tokenRequestMethod())
        .isEqualTo(TokenRequestMethod.GET);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client-secret=x | token-request.method=GET (app.properties, line 5): RFC 6749 §3.2 knows POST only; all parameters are in the URL, which servers and proxies write into their logs
          client-secret=hunter2 client-authentication-method=client_secret_post | token-request.method=GET (app.properties, line 6): RFC 6749 §3.2 knows POST only; the client's secret is in the URL
          private-key-file=DIR/key.pem client-authentication-method=private_key_jwt | token-request.method=GET (app.properties, line 6): RFC 6749 §3.2 knows POST only; the client's assertion is in the URL
          """)
  void getIsWarnedAbout(String cell, String beginning) throws Exception {
    assertThat(sources.warnings(BASE + lines(cell) + "token-request.method=GET\n"))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  /** RFC 7617 §2: the server would take what follows it for the beginning of the secret. */
  @Test
  void anIdWithAColonDoesNotGoIntoBasicAsItIs() throws Exception {
    String base = BASE.replace("client-id=app", "client-id=urn:app") + SECRET;

    assertThat(sources.problems(base + "basic-encoding=raw\n"))
        .singleElement()
        .asString()
        .startsWith("client-id=urn:app (app.properties, line 3): has a colon");
    assertThat(sources.registration(base).clientId()).isEqualTo("urn:app");
    assertThat(
            sources
                .registration(
                    base + "basic-encoding=raw\nclient-authentication-method=client_secret_post\n")
                .clientId())
        .isEqualTo("urn:app");
  }

  @Test
  void theBetterSourceCountsHoweverAHeaderIsSpelt() throws Exception {
    sources.property("oauthcc.token-request.header.x-tenant", "property");
    assertThat(
            sources
                .registration(
                    BASE
                        + SECRET
                        + "token-request.header.X-Tenant=file\ntoken-request.header.X-B=b\n")
                .tokenRequestHeaders())
        .containsExactly(Map.entry("x-tenant", "property"), Map.entry("X-B", "b"));

    assertThat(
            sources
                .argument("token-request.header.X-TENANT=argument")
                .registration(BASE + SECRET + "token-request.header.X-Tenant=file\n")
                .tokenRequestHeaders())
        .containsExactly(Map.entry("X-TENANT", "argument"));
  }

  @Test
  void aHeaderTwiceInOneSourceIsAMistakeHoweverItIsSpelt() {
    assertThat(
            sources.problems(
                BASE
                    + SECRET
                    + "token-request.header.X-Tenant=a\ntoken-request.header.x-tenant=b\n"))
        .singleElement()
        .asString()
        .contains("token-request.header.x-tenant")
        .doesNotContain("=a", "=b");
  }

  /** What the exchange would refuse at each token request is refused at start. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "content-length",
        "Expect",
        "HOST",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade"
      })
  void noHeaderOfTheConnectionsOwnIsTaken(String name) {
    assertThat(sources.problems(BASE + SECRET + "token-request.header." + name + "=x\n"))
        .singleElement()
        .asString()
        .contains("belongs to the connection");
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          token-request.method=PUT | token-request.method=PUT (app.properties, line 5): write POST or GET
          token-request.method=    | token-request.method= (app.properties, line 5): write POST or GET
          token-request.method=GET token-request.format=json | token-request.method=GET (app.properties, line 5): has no body that could be JSON; write POST, or take out token-request.format (app.properties, line 6)
          refresh-token=always     | refresh-token=always (app.properties, line 5): write auto or never
          """)
  void everyMistakeIsNamed(String cell, String beginning) {
    assertThat(sources.problems(BASE + SECRET + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }
}
