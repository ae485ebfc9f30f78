package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a named registration takes from the unnamed keys. */
final class InheritanceTest extends ConfigurationTest {

  private static final String UNNAMED =
      """
      token-uri=https://auth.example.org/token
      client-id=app
      client-authentication-method=private_key_jwt
      private-key-file=DIR/key.pem
      private-key-password=${env:SHORT}
      key-id=k1
      signing-algorithm=ES256
      assertion-audience=https://audience.example.org
      assertion-lifetime=30s
      token-request.method=GET
      refresh-token=never
      retry.max-attempts=5
      retry.backoff=1s
      retry.max-backoff=5s
      retry.fatal-pause=30s
      proxy=http://u:p@proxy:3128
      trust-store=DIR/key.pem
      trust-store-password=${env:SHORT}
      trust-store-type=JKS
      key-store=DIR/key.pem
      key-store-password=${env:SHORT}
      key-store-type=JKS
      key-store-alias=a
      registration.one.hosts=one.example.com
      """;

  /** Each key's value in a registration, null for none. */
  private static final Map<Key, Function<Registration, @Nullable Object>> VALUES = values();

  @Test
  void whatBelongsToOneProviderIsMarkedSo() {
    assertThat(Arrays.stream(Key.values()).filter(key -> key.reach() == Key.Reach.PROVIDER))
        .extracting(Key::text)
        .containsExactlyInAnyOrder(
            "client-id",
            "client-secret",
            "client-secret-file",
            "private-key-file",
            "private-key-password",
            "key-id",
            "signing-algorithm",
            "assertion-audience",
            "token-request.method",
            "token-request.format",
            "token-request.parameter.<name>",
            "token-request.header.<name>",
            "refresh-token",
            "trust-store",
            "trust-store-password",
            "trust-store-type",
            "key-store",
            "key-store-password",
            "key-store-type",
            "key-store-alias",
            "allow-insecure-http");
  }

  @Test
  void aRegistrationAtTheSameProviderInheritsAll() throws Exception {
    Registration one = sources.read(UNNAMED).registrations().get(0);

    VALUES.forEach(
        (key, value) ->
            assertThat(String.valueOf(value.apply(one))).as(key.text()).isEqualTo(unnamed(key)));
  }

  @Test
  void eachKeyMayBeAVariableUnnamedAndNamed() throws Exception {
    for (String start : List.of("OAUTHCC_", "OAUTHCC_REGISTRATION_ONE_")) {
      ConfigurationSources variables = new ConfigurationSources(directory);
      UNNAMED
          .lines()
          .filter(line -> !line.startsWith("registration."))
          .forEach(
              line -> {
                int equals = line.indexOf('=');
                String name = line.substring(0, equals).toUpperCase(Locale.ROOT);
                variables.variable(
                    start + name.replace('.', '_').replace('-', '_'), line.substring(equals + 1));
              });

      Registration one =
          variables.read("registration.one.hosts=one.example.com\n").registrations().get(0);

      VALUES.forEach(
          (key, value) ->
              assertThat(String.valueOf(value.apply(one))).as(key.text()).isEqualTo(unnamed(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registration.one.token-uri=https://other.example.org/token",
        "registration.one.issuer-uri=https://other.example.org",
        // Naming the same endpoint again is an own one, too.
        "registration.one.token-uri=https://auth.example.org/token",
      })
  void aRegistrationWithItsOwnEndpointInheritsNothingOfTheProvider(String endpoint)
      throws Exception {
    Registration one =
        sources
            .read(
                UNNAMED
                    + endpoint
                    + "\nregistration.one.client-id=one"
                    + "\nregistration.one.private-key-file=DIR/other.pem\n")
            .registrations()
            .get(0);

    VALUES.forEach(
        (key, value) -> {
          String text = String.valueOf(value.apply(one));
          if (key == Key.PRIVATE_KEY_FILE) {
            assertThat(text).endsWith("other.pem");
          } else if (key.reach() == Key.Reach.PROVIDER) {
            assertThat(text).as(key.text()).isNotEqualTo(unnamed(key));
          } else {
            assertThat(text).as(key.text()).isEqualTo(unnamed(key));
          }
        });
    assertThat(one.keyStore()).isNull();
    assertThat(one.trustStore()).isNull();
    assertThat(Objects.requireNonNull(one.privateKey()).password()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "token-uri=https://other.example.org/token",
    "issuer-uri=https://other.example.org",
  })
  void anotherProviderNeedsAClientOfItsOwn(String endpoint) {
    assertThat(sources.problems(UNNAMED + "registration.one." + endpoint))
        .satisfiesExactly(
            problem ->
                assertThat(problem).startsWith("registration one: client-id is missing; add for"),
            problem ->
                assertThat(problem)
                    .startsWith(
                        "registration one: private-key-file is missing; add for example"
                            + " oauthcc.registration.one.private-key-file="));
  }

  private static Map<Key, Function<Registration, @Nullable Object>> values() {
    Map<Key, Function<Registration, @Nullable Object>> values = new LinkedHashMap<>();
    values.put(Key.CLIENT_AUTHENTICATION_METHOD, r -> method(r));
    values.put(Key.PRIVATE_KEY_FILE, r -> r.privateKey());
    values.put(Key.PRIVATE_KEY_PASSWORD, r -> key(r).password());
    values.put(Key.KEY_ID, r -> r.keyId());
    values.put(Key.SIGNING_ALGORITHM, r -> r.signingAlgorithm());
    values.put(Key.ASSERTION_AUDIENCE, r -> r.assertionAudience());
    values.put(Key.ASSERTION_LIFETIME, r -> r.assertionLifetime());
    values.put(Key.TOKEN_REQUEST_METHOD, r -> r.tokenRequestMethod());
    values.put(Key.REFRESH_TOKEN, r -> r.refreshTokens());
    values.put(Key.RETRY_MAX_ATTEMPTS, r -> r.retryMaxAttempts());
    values.put(Key.RETRY_BACKOFF, r -> r.retryBackoff());
    values.put(Key.RETRY_MAX_BACKOFF, r -> r.retryMaxBackoff());
    values.put(Key.RETRY_FATAL_PAUSE, r -> r.retryFatalPause());
    values.put(Key.PROXY, r -> r.proxy());
    values.put(Key.TRUST_STORE, r -> r.trustStore());
    values.put(Key.TRUST_STORE_PASSWORD, r -> part(r.trustStore(), StoreFile::password));
    values.put(Key.TRUST_STORE_TYPE, r -> part(r.trustStore(), StoreFile::type));
    values.put(Key.KEY_STORE, r -> r.keyStore());
    values.put(Key.KEY_STORE_PASSWORD, r -> part(r.keyStore(), StoreFile::password));
    values.put(Key.KEY_STORE_TYPE, r -> part(r.keyStore(), StoreFile::type));
    values.put(Key.KEY_STORE_ALIAS, r -> part(r.keyStore(), StoreFile::alias));
    return values;
  }

  private static Object method(Registration registration) {
    return Objects.requireNonNull(registration.clientAuthenticationMethod()).value();
  }

  private static KeyFile key(Registration registration) {
    return Objects.requireNonNull(registration.privateKey());
  }

  private static @Nullable Object part(
      @Nullable StoreFile store, Function<StoreFile, @Nullable Object> part) {
    return store == null ? null : part.apply(store);
  }

  /** What the unnamed value prints as. */
  private String unnamed(Key key) {
    return switch (key) {
      case CLIENT_AUTHENTICATION_METHOD -> "private_key_jwt";
      case PRIVATE_KEY_FILE, TRUST_STORE, KEY_STORE -> sources.file("key.pem").toString();
      case PRIVATE_KEY_PASSWORD, TRUST_STORE_PASSWORD, KEY_STORE_PASSWORD -> "***";
      case KEY_ID -> "k1";
      case SIGNING_ALGORITHM -> "ES256";
      case ASSERTION_AUDIENCE -> "https://audience.example.org";
      case ASSERTION_LIFETIME, RETRY_FATAL_PAUSE -> "PT30S";
      case TOKEN_REQUEST_METHOD -> "GET";
      case REFRESH_TOKEN -> "NEVER";
      case RETRY_MAX_ATTEMPTS -> "5";
      case RETRY_BACKOFF -> "PT1S";
      case RETRY_MAX_BACKOFF -> "PT5S";
      case PROXY -> "proxy:3128";
      case TRUST_STORE_TYPE, KEY_STORE_TYPE -> "JKS";
      case KEY_STORE_ALIAS -> "a";
      default -> throw new IllegalArgumentException(key.text());
    };
  }
}
