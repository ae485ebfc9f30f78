package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Registration.TokenRequestFormat;
import io.oauthcc.config.Registration.TokenRequestMethod;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final RegistrationBuilder registration =
      RegistrationBuilder.of("default")
          .tokenUri(URI.create("https://as.test/token"))
          .clientId("me");

  private String show(@Nullable String secret) throws Exception {
    return shown(request(secret));
  }

  /** The request as the documentation of a provider would print it, our user agent left out. */
  private static String shown(HttpRequest request) {
    StringBuilder text = new StringBuilder(request.method() + ' ' + request.uri() + '\n');
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equals("User-Agent")) {
                text.append(name).append(": ").append(value).append('\n');
              }
            });
    return text + "\n" + bodyOf(request);
  }

  private static String bodyOf(HttpRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private String body(@Nullable String secret) throws Exception {
    return bodyOf(request(secret));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What real providers document, character for character. */
  @Nested
  class Provider {

    @Test
    void adheseTakesAFormWithTwoScopes() throws Exception {
      registration
          .tokenUri(
              URI.create(
                  "https://auth.we.adhese.org/realms/customer-name/protocol/openid-connect/token"))
          .clientId("my-customer-integration")
          .set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
          .set("scope", "adhese-api ratecard");

      assertThat(show("a+b c"))
          .isEqualTo(
              "POST https://auth.we.adhese.org/realms/customer-name/protocol/openid-connect/token\n"
                  + "Accept: application/json\n"
                  + "Accept-Encoding: identity\n"
                  + "Content-Type: application/x-www-form-urlencoded\n"
                  + "\n"
                  + "grant_type=client_credentials&client_id=my-customer-integration"
                  + "&client_secret=a%2Bb+c&scope=adhese-api+ratecard");
    }

    @Test
    void poderoTakesJsonWithBasicAndATrailingSlash() throws Exception {
      registration
          .tokenUri(URI.create("https://app.podero.com/oauth2/token/"))
          .clientId("your_client_id")
          .set("token-request.format", TokenRequestFormat.JSON)
          .tokenRequestHeaders(Map.of("Cache-Control", "no-cache"));

      assertThat(show("your_client_secret"))
          .isEqualTo(
              "POST https://app.podero.com/oauth2/token/\n"
                  + "Accept: application/json\n"
                  + "Accept-Encoding: identity\n"
                  + ("Authorization: Basic " + base64("your_client_id:your_client_secret") + "\n")
                  + "Cache-Control: no-cache\n"
                  + "Content-Type: application/json\n"
                  + "\n"
                  + "{\"grant_type\":\"client_credentials\"}");
    }

    @Test
    void oneTakesTheCredentialsInAJsonBody() throws Exception {
      registration
          .tokenUri(URI.create("https://api.example.com/oauth/token"))
          .clientId("my \"id\"")
          .set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
          .set("token-request.format", TokenRequestFormat.JSON);

      assertThat(show("s\\e\u00e9\u20ac\ud83d\ude00\n"))
          .isEqualTo(
              "POST https://api.example.com/oauth/token\n"
                  + "Accept: application/json\n"
                  + "Accept-Encoding: identity\n"
                  + "Content-Type: application/json\n"
                  + "\n"
                  + "{\"grant_type\":\"client_credentials\",\"client_id\":\"my \\\"id\\\"\","
                  + "\"client_secret\":\"s\\\\e\u00e9\u20ac\ud83d\ude00\\n\"}");
    }

    @Test
    void truphoneTakesAForm() throws Exception {
      registration
          .tokenUri(
              URI.create(
                  "https://services.truphone.com/auth/realms/tru-staff/protocol/openid-connect/token"))
          .clientId("truphone")
          .set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST);

      assertThat(show("xxxxxx-xxxx-43f3-9fba-85686d72c1c0"))
          .isEqualTo(
              "POST https://services.truphone.com/auth/realms/tru-staff/protocol/openid-connect/token\n"
                  + "Accept: application/json\n"
                  + "Accept-Encoding: identity\n"
                  + "Content-Type: application/x-www-form-urlencoded\n"
                  + "\n"
                  + "grant_type=client_credentials&client_id=truphone"
                  + "&client_secret=xxxxxx-xxxx-43f3-9fba-85686d72c1c0");
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    // RFC 6749 §2.3.1 with appendix B; the first is a vector that AppAuth's users found
    "RFC6749, 1PpG/Q 1, 1PpG%2FQ+1",
    "RFC6749, a+b%c&d=e, a%2Bb%25c%26d%3De",
    "RFC6749, a:b, a%3Ab",
    "RFC6749, -._*, -._*",
    "RFC6749, ~, %7E",
    "RFC6749, é€, %C3%A9%E2%82%AC",
    "RAW, 1PpG/Q 1, 1PpG/Q 1",
    "RAW, a+b%c&d=e, a+b%c&d=e",
    "RAW, é€, é€"
  })
  void basicCredentialsAreEncoded(BasicEncoding encoding, String plain, String encoded)
      throws Exception {
    registration.clientId(plain).set("basic-encoding", encoding);

    assertThat(show(plain))
        .contains("Authorization: Basic " + base64(encoded + ":" + encoded) + "\n");
    assertThat(body(plain)).isEqualTo("grant_type=client_credentials");
  }

  @Test
  void aClientWithoutASecretGivesItsNameOnly() throws Exception {
    registration.set("client-authentication-method", ClientAuthenticationMethod.NONE);

    assertThat(show(null))
        .doesNotContain("Authorization")
        .endsWith("\n\ngrant_type=client_credentials&client_id=me");
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_CLIENT_AUTH", "SELF_SIGNED_TLS_CLIENT_AUTH"})
  void aClientWithACertificateGivesItsNameOnly(ClientAuthenticationMethod method) throws Exception {
    registration.set("client-authentication-method", method);

    assertThat(show("s"))
        .doesNotContain("Authorization")
        .endsWith("\n\ngrant_type=client_credentials&client_id=me");
  }

  @ParameterizedTest
  @CsvSource({"CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "CLIENT_SECRET_JWT"})
  void aMissingSecretIsAnError(ClientAuthenticationMethod method) {
    registration.set("client-authentication-method", method);

    assertThatThrownBy(() -> body(null))
        .isInstanceOf(IOException.class)
        .hasMessage(method.value() + " needs client-secret-file");
  }

  @Test
  void everyParameterIsThereInOrder() throws Exception {
    Map<String, String> extra = new LinkedHashMap<>();
    extra.put("tenant", "a&b=c");
    extra.put("x y", "z");
    registration
        .set("client-authentication-method", ClientAuthenticationMethod.NONE)
        .set("scope", "a b")
        .set("audience", "https://api.test/")
        .set("resource", "https://one.test/, https://two.test/")
        .tokenRequestParameters(extra);

    assertThat(body(null))
        .isEqualTo(
            "grant_type=client_credentials&client_id=me&scope=a+b&audience=https%3A%2F%2Fapi.test%2F"
                + "&resource=https%3A%2F%2Fone.test%2F&resource=https%3A%2F%2Ftwo.test%2F"
                + "&tenant=a%26b%3Dc&x+y=z");
    registration.set("token-request.format", TokenRequestFormat.JSON);
    assertThat(body(null))
        .isEqualTo(
            "{\"grant_type\":\"client_credentials\",\"client_id\":\"me\",\"scope\":\"a b\","
                + "\"audience\":\"https://api.test/\","
                + "\"resource\":[\"https://one.test/\",\"https://two.test/\"],"
                + "\"tenant\":\"a&b=c\",\"x y\":\"z\"}");
  }

  @Test
  void oneResourceIsAJsonString() throws Exception {
    registration
        .set("token-request.format", TokenRequestFormat.JSON)
        .set("resource", "https://one.test/");

    assertThat(body("s"))
        .isEqualTo("{\"grant_type\":\"client_credentials\",\"resource\":\"https://one.test/\"}");
  }

  @Test
  void whatHasNoValueIsNotSent() throws Exception {
    registration.set("scope", "").set("audience", "").tokenRequestParameters(Map.of("empty", ""));

    assertThat(body("s")).isEqualTo("grant_type=client_credentials");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://as.test/token, https://as.test/token?",
    "https://as.test/token/, https://as.test/token/?",
    "https://as.test/token?, https://as.test/token?",
    "https://as.test/token?a=b%2Bc, https://as.test/token?a=b%2Bc&",
    "https://as.test/token?a&, https://as.test/token?a&"
  })
  void aGetHasEverythingInTheQueryBehindTheEndpointsOwn(String uri, String start) throws Exception {
    registration
        .tokenUri(URI.create(uri))
        .set("token-request.method", TokenRequestMethod.GET)
        .set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .set("scope", "a b");

    assertThat(show("s+1&"))
        .isEqualTo(
            "GET "
                + start
                + "grant_type=client_credentials&client_id=me&client_secret=s%2B1%26&scope=a+b\n"
                + "Accept: application/json\n"
                + "Accept-Encoding: identity\n\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheEndpointsOwnQueryHasIsNotSentASecondTime(TokenRequestMethod method) throws Exception {
    registration
        .tokenUri(URI.create("https://as.test/token?sc%6Fpe=x&tenant=1"))
        .set("token-request.method", method)
        .set("client-authentication-method", ClientAuthenticationMethod.NONE)
        .set("scope", "a b")
        .tokenRequestParameters(Map.of("tenant", "2"));

    assertThat(request(null).uri().toString() + body(null))
        .contains("grant_type=client_credentials&client_id=me")
        .doesNotContain("scope", "tenant=2");
  }

  @Test
  void aConfiguredParameterOrHeaderTakesThePlaceOfOurs() throws Exception {
    registration
        .set("scope", "a")
        .tokenRequestParameters(Map.of("scope", "b"))
        .tokenRequestHeaders(Map.of("accept", "*/*", "AUTHORIZATION", "Custom x"));

    assertThat(show("s"))
        .isEqualTo(
            """
            POST https://as.test/token
            accept: */*
            Accept-Encoding: identity
            AUTHORIZATION: Custom x
            Content-Type: application/x-www-form-urlencoded

            grant_type=client_credentials&scope=b""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "lower", "UPPER"})
  void aHeaderOfOursIsReplacedOnceInWhateverCase(String how) throws Exception {
    Map<String, String> extra = new LinkedHashMap<>();
    for (String name :
        List.of("Authorization", "Content-Type", "Accept", "Accept-Encoding", "User-Agent")) {
      String spelt =
          switch (how) {
            case "lower" -> name.toLowerCase(Locale.ROOT);
            case "UPPER" -> name.toUpperCase(Locale.ROOT);
            default -> name;
          };
      extra.put(spelt, "mine");
    }
    registration.tokenRequestHeaders(extra);

    for (TokenRequestFormat format : TokenRequestFormat.values()) {
      registration.set("token-request.format", format);
      assertThat(request("s").headers()).containsExactlyInAnyOrderEntriesOf(extra);
    }
  }

  @Test
  void theUserAgentIsOursWithItsVersion() throws Exception {
    HttpRequest request = request("s");

    assertThat(request.headers().get("User-Agent")).matches("oauthcc/\\d[^\\s$]*");
    assertThat(request.headers().get("Content-Type")).isEqualTo(FORM);
  }

  @Test
  void aHeaderThatCannotBeSentIsAnErrorThatDoesNotQuoteIt() {
    registration.tokenRequestHeaders(Map.of("X-Key", "s3cret\nX: y"));

    assertThatThrownBy(() -> body("s"))
        .hasMessage("header X-Key holds a line break, a control or a non-ASCII character");
  }

  private HttpRequest request(@Nullable String secret) throws IOException {
    Registration built = registration.build();
    TokenEndpoint endpoint = TokenEndpoints.of(built);
    Credentials credentials =
        new Credentials(secret == null ? null : Secret.of(secret), /* key= */ null);
    ClientAuthentication client =
        ClientAuthentications.of(built, endpoint, credentials, Clock.system());
    return new TokenRequest(built, endpoint).clientCredentials(client).build();
  }
}
