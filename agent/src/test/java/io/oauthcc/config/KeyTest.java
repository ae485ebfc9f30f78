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

  @Test
  void theTableTellsTheDefaultsThatARegistrationHas() {
    Registration registration =
        Registration.builder("a").tokenUri(URI.create("https://a/t")).clientId("c").build();

    Map<Key, Object> defaults =
        Map.of(
            Key.CLIENT_AUTHENTICATION_METHOD, registration.clientAuthenticationMethod(),
            Key.BASIC_ENCODING, registration.basicEncoding(),
            Key.TOKEN_REQUEST_FORMAT, registration.tokenRequestFormat(),
            Key.EXISTING_AUTHORIZATION, registration.existingAuthorization(),
            Key.TOKEN_CHARSET, registration.tokenCharset(),
            Key.ON_TOKEN_FAILURE, registration.onTokenFailure(),
            Key.SCHEME, registration.scheme(),
            Key.ALLOW_INSECURE_HTTP, registration.insecureTokenUriAllowed());
    defaults.forEach(
        (key, value) -> assertThat(value.toString()).isEqualToIgnoringCase(key.defaultValue()));

    Map<Key, Duration> durations =
        Map.of(
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
