package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IssuerUriKeyTest extends ConfigurationTest {

  /** The issuer goes in line 4. */
  private static final String CLIENT =
      """
      hosts=api.example.com
      client-id=app
      client-secret=${env:BASE_SECRET}
      """;

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.org",
    "https://auth.example.org/",
    "https://Auth.example.org:8443/realms/a%20b/",
    "http://localhost:8080/realms/main",
    "http://[::1]:8080",
  })
  void anIssuerIsKeptToTheLetterAndItsMethodIsLeftToItsMetadata(String issuer) throws Exception {
    Registration registration = sources.registration(CLIENT + "issuer-uri=" + issuer);

    assertThat(registration.issuerUri()).hasToString(issuer);
    assertThat(registration.tokenUri()).isNull();
    assertThat(registration.tokenEndpointName()).isEqualTo(issuer);
    assertThat(registration.clientAuthenticationMethod()).isNull();
  }

  @Test
  void aMethodThatIsSetIsNotLeftToTheMetadata() throws Exception {
    assertThat(
            sources
                .registration(
                    CLIENT
                        + "issuer-uri=https://auth.example.org\n"
                        + "client-authentication-method=client_secret_basic")
                .clientAuthenticationMethod())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          issuer-uri=                            | issuer-uri (app.properties, line 4): is empty
          issuer-uri=auth.example.org            | issuer-uri=auth.example.org (app.properties, line 4): is no absolute https URL; write for example https://auth.example.com/realms/main
          issuer-uri=https://x.org/{tenant}      | issuer-uri=https://x.org/{tenant} (app.properties, line 4): still holds a placeholder
          issuer-uri=https://x.org/a^            | issuer-uri=https://x.org/a^ (app.properties, line 4): is no URL: character 16
          issuer-uri=https://u:hunter2@x.org     | issuer-uri=***@x.org (app.properties, line 4): holds a user name or password
          issuer-uri=https://x.org/a?hunter2     | issuer-uri=https://x.org/a?*** (app.properties, line 4): has a query, which no issuer has
          issuer-uri=https://x.org/a?            | issuer-uri=https://x.org/a?*** (app.properties, line 4): has a query
          issuer-uri=https://x.org/#hunter2      | issuer-uri=https://x.org/#*** (app.properties, line 4): has a fragment
          issuer-uri=https://x.org:0/            | issuer-uri=https://x.org:0/ (app.properties, line 4): has no valid port
          issuer-uri=https://x.org/a;b           | issuer-uri=https://x.org/a;b (app.properties, line 4): has a path that servers may read in different ways
          issuer-uri=https://x.org/a/.well-known/openid-configuration | issuer-uri=https://x.org/a/.well-known/openid-configuration (app.properties, line 4): is where the metadata lies; write the issuer alone
          issuer-uri=http://auth.example.org     | issuer-uri=http://auth.example.org (app.properties, line 4): would send the client's secret over plain http
          """)
  void everyMistakeIsNamed(String line, String beginning) {
    assertThat(sources.problems(CLIENT + line)).singleElement().asString().startsWith(beginning);
  }

  @Test
  void plainHttpIsForWhoAllowsIt() throws Exception {
    Configuration configuration =
        sources.read(CLIENT + "issuer-uri=http://auth.example.org\nallow-insecure-http=true");

    assertThat(configuration.registrations().get(0).insecureTokenUriAllowed()).isTrue();
    assertThat(configuration.warnings()).hasSize(1);
    assertThat(
            sources.problems(
                CLIENT + "issuer-uri=http://auth.example.org\nallow-insecure-http=targets"))
        .hasSize(1);
  }

  @Test
  void tokenUriAndIssuerUriCountAsOneKey() throws Exception {
    String issuer = "https://issuer.example.org";
    assertThat(sources.problems(BASE + SECRET + "issuer-uri=" + issuer))
        .containsExactly(
            "issuer-uri (app.properties, line 5): is set already by token-uri (app.properties, line"
                + " 2); keep one of them");

    sources.variable("OAUTHCC_ISSUER_URI", issuer);
    Registration registration = sources.registration(BASE + SECRET);
    assertThat(registration.issuerUri()).hasToString(issuer);
    assertThat(registration.tokenUri()).isNull();

    sources.property("oauthcc.token-uri", "https://property.example.org/token");
    registration = sources.registration(BASE + SECRET);
    assertThat(registration.issuerUri()).isNull();
    assertThat(registration.tokenUri()).hasToString("https://property.example.org/token");
  }

  @Test
  void anOwnTokenUriBeatsAnInheritedIssuerAndTheOtherWayRound() throws Exception {
    sources.property("oauthcc.issuer-uri", "https://issuer.example.org");
    String named = "registration.one.client-id=one\nregistration.one.client-secret=x\n";

    Registration one =
        sources.registration(
            named
                + "registration.one.hosts=one.example.com\n"
                + "registration.one.token-uri=https://one.example.org/token\n");
    assertThat(one.issuerUri()).isNull();
    assertThat(one.tokenUri()).hasToString("https://one.example.org/token");

    sources.property("oauthcc.issuer-uri", "");
    assertThat(
            sources
                .registration(
                    named
                        + "registration.one.hosts=one.example.com\n"
                        + "registration.one.issuer-uri=https://one.example.org\n")
                .issuerUri())
        .hasToString("https://one.example.org");
  }

  @Test
  void whereNeitherIsSetBothAreNamed() {
    assertThat(sources.problems(CLIENT))
        .containsExactly(
            "registration default: token-uri is missing; add for example"
                + " oauthcc.token-uri=https://auth.example.com/oauth2/token, or issuer-uri to have"
                + " it discovered");
  }

  @ParameterizedTest(name = "[{index}] {0} at {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x.org        | https://x.org/realms/a | registration default: the target x.org includes the host of an issuer. What is below the issuer never gets an access token; so that nothing else of the provider gets one either, write the API's path into the target, or add oauthcc.exclude=https://x.org/realms
          x.org        | https://x.org/auth     | registration default: the target x.org includes the host of an issuer. What is below the issuer never gets an access token; so that nothing else of the provider gets one either, write the API's path into the target, or add oauthcc.exclude=https://x.org/auth
          *.x.org      | https://auth.x.org     | registration default: the target *.x.org includes the host of an issuer. What is below the issuer never gets an access token; so that nothing else of the provider gets one either, write the API's path into the target, or add oauthcc.exclude=https://auth.x.org
          x.org        | https://x.org/         | registration default: the target x.org gets no access token: it lies below issuer-uri https://x.org/, and nothing there does; write that provider's token-uri in place of issuer-uri, or take the target out
          x.org/a/api  | https://x.org/a        | registration default: the target x.org/a/api gets no access token: it lies below issuer-uri https://x.org/a, and
          x.org/a      | https://x.org/a/       | registration default: the target x.org/a gets no access token: it lies below issuer-uri https://x.org/a/, and
          """)
  void aTargetOnTheIssuersHostIsWarnedAbout(String host, String issuer, String beginning)
      throws Exception {
    String content = CLIENT.replace("api.example.com", host) + "issuer-uri=" + issuer + "\n";

    assertThat(sources.warnings(content)).singleElement().asString().startsWith(beginning);
    int exclude = beginning.indexOf("exclude=");
    if (exclude >= 0) {
      assertThat(sources.warnings(content + beginning.substring(exclude))).isEmpty();
    }
  }

  @Test
  void anotherRegistrationsIssuerIsWarnedAboutToo() throws Exception {
    assertThat(
            sources.warnings(
                """
                client-id=app
                client-secret=x
                registration.a.hosts=x.org/api
                registration.a.token-uri=https://a.org/token
                registration.a.client-id=app
                registration.a.client-secret=x
                registration.b.hosts=b.org
                registration.b.issuer-uri=https://x.org
                registration.b.client-id=app
                registration.b.client-secret=x
                """))
        .singleElement()
        .asString()
        .startsWith("registration a: the target x.org/api gets no access token");
  }

  @ParameterizedTest
  @CsvSource({
    "x.org/api, https://x.org/realms/a",
    "x.org, https://y.org",
    "x.org, https://x.org:1"
  })
  void aTargetBesideTheIssuerIsNotWarnedAbout(String host, String issuer) throws Exception {
    assertThat(
            sources.warnings(
                CLIENT.replace("api.example.com", host) + "issuer-uri=" + issuer + "\n"))
        .isEmpty();
  }
}
