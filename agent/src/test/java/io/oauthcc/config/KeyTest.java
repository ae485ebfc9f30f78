package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyTest {

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyKeyIsFoundByItsNameAndExplained(Key key) {
    assertThat(Key.find(key.text())).isEqualTo(key);
    assertThat(key.text()).matches("[a-z0-9.-]+(<name>)?");
    assertThat(key.help()).isNotBlank().doesNotContain("\n");
    assertThat(key.type()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyKeyButTheFamiliesIsAVariableToo(Key key) {
    String variable = "OAUTHCC_" + key.variable();

    assertThat(variable).matches("[A-Z0-9_]+(<NAME>)?");
    assertThat(Variables.isKubernetes(variable)).isFalse();
    assertThat(Variables.keyOf(variable)).isEqualTo(key.isFamily() ? null : key);
    if (!key.isGlobal()) {
      assertThat(Variables.keyOf("OAUTHCC_REGISTRATION_A_" + key.variable(), "a"))
          .isEqualTo(key.isFamily() ? null : key);
    }
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyPasswordIsSecret(Key key) {
    if (key.text().endsWith("-password")) {
      assertThat(key.isSecret()).isTrue();
    }
  }

  @Test
  void theTableTellsTheDefaultsThatARegistrationHas() {
    Registration registration =
        Registration.builder("a").tokenUri(URI.create("https://a/t")).clientId("c").build();

    Map<Key, Object> defaults =
        Map.ofEntries(
            Map.entry(
                Key.CLIENT_AUTHENTICATION_METHOD,
                Objects.requireNonNull(registration.clientAuthenticationMethod())),
            Map.entry(Key.BASIC_ENCODING, registration.basicEncoding()),
            Map.entry(Key.TOKEN_REQUEST_METHOD, registration.tokenRequestMethod()),
            Map.entry(Key.TOKEN_REQUEST_FORMAT, registration.tokenRequestFormat()),
            Map.entry(Key.REFRESH_TOKEN, registration.refreshTokens()),
            Map.entry(Key.RETRY_MAX_ATTEMPTS, registration.retry().maxAttempts()),
            Map.entry(Key.EXISTING_AUTHORIZATION, registration.existingAuthorization()),
            Map.entry(Key.TOKEN_CHARSET, registration.tokenCharset()),
            Map.entry(Key.ON_TOKEN_FAILURE, registration.onTokenFailure()),
            Map.entry(Key.ON_UNAUTHORIZED, registration.onUnauthorized()),
            Map.entry(Key.SCHEME, registration.scheme()),
            Map.entry(Key.ALLOW_INSECURE_HTTP, registration.insecureTokenUriAllowed()));
    defaults.forEach(
        (key, value) -> assertThat(value.toString()).isEqualToIgnoringCase(key.defaultValue()));

    Map<Key, Duration> durations =
        Map.of(
            Key.ASSERTION_LIFETIME, registration.assertion().lifetime(),
            Key.RETRY_BACKOFF, registration.retry().backoff(),
            Key.RETRY_MAX_BACKOFF, registration.retry().maxBackoff(),
            Key.RETRY_FATAL_PAUSE, registration.retry().fatalPause(),
            Key.DEFAULT_EXPIRES_IN, registration.defaultExpiresIn(),
            Key.EXPIRY_MARGIN, registration.expiryMargin(),
            Key.CONNECT_TIMEOUT, registration.connectTimeout(),
            Key.READ_TIMEOUT, registration.readTimeout(),
            Key.ACQUIRE_TIMEOUT, registration.acquireTimeout());
    durations.forEach(
        (key, value) ->
            assertThat(Durations.parse(Objects.requireNonNull(key.defaultValue())))
                .isEqualTo(value));
  }

  @Test
  void aFamilyNeedsTheLastPartOfItsName() {
    assertThat(Key.find("token-request.parameter.a.b")).isEqualTo(Key.TOKEN_REQUEST_PARAMETER);
    assertThat(Key.find("token-request.parameter.")).isNull();
    assertThat(Key.find("token-request.parameter")).isNull();
  }
}
