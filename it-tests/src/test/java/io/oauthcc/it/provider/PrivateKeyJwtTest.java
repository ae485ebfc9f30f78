package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Keycloak;
import io.oauthcc.it.server.KeycloakClients;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code examples/generic-private-key-jwt.properties} and its variants against Keycloak. */
@RealServer(ServerKind.KEYCLOAK)
final class PrivateKeyJwtTest extends KeycloakProvider {
  private static final String REALM = "/realms/example";
  private static final String TOKENS = REALM + "/protocol/openid-connect/token";

  private final KeycloakClients clients;

  PrivateKeyJwtTest(Keycloak server, @TempDir Path folder) {
    super(server, folder, "/", REALM);
    this.clients = server.clients();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void an_assertion_signed_with_the_key_gets_a_token_that_opens_the_api(Subject subject) {
    String assertion = admitted(subject, clients.ecKey().privateKeyPkcs8Pem());

    String[] parts = assertion.split("\\.", -1);
    assertThat(decoded(parts[0])).contains("\"alg\":\"ES256\"").contains("\"kid\":\"my-key\"");
    assertThat(decoded(parts[1]))
        .contains("\"iss\":\"my-service\"")
        .contains("\"sub\":\"my-service\"")
        .contains("\"aud\":\"" + gateway.url(REALM) + "\"")
        .contains("\"jti\":")
        .contains("\"exp\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void an_rsa_key_does_as_well(String algorithm) {
    String assertion =
        admitted(
            Customer.common(),
            clients.rsaKey().privateKeyPkcs1Pem(),
            "client-id=my-rsa-service",
            "key-id=",
            "signing-algorithm=" + algorithm);

    assertThat(decoded(assertion.split("\\.", -1)[0])).contains("\"alg\":\"" + algorithm + "\"");
  }

  @Test
  void the_token_endpoint_may_be_the_audience() {
    String assertion =
        admitted(
            Customer.common(),
            clients.ecKey().privateKeyPkcs8Pem(),
            "assertion-audience=" + gateway.url(TOKENS));

    assertThat(decoded(assertion.split("\\.", -1)[1]))
        .contains("\"aud\":\"" + gateway.url(TOKENS) + "\"");
  }

  @Test
  void a_key_that_the_server_does_not_know_is_refused() {
    try (Customer customer =
        new Customer(Customer.common(), example(KeycloakClients.newKey().privateKeyPkcs8Pem()))) {
      Outcome outcome = customer.get(api.url("/things"));

      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(outcome.body()).contains(TOKENS + " answered 40").contains("private_key_jwt");
      customer.end(gateway);
    }
  }

  /** The assertion that got the token. */
  private String admitted(Subject subject, String key, String... settings) {
    try (Customer customer = new Customer(subject, example(key), settings)) {
      Outcome outcome = customer.get(api.url("/things"));

      assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
      Hop asked =
          gateway.take().stream()
              .filter(hop -> hop.path().equals(TOKENS))
              .findFirst()
              .orElseThrow();
      String type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      assertThat(asked.authorization()).isEmpty();
      assertThat(asked.body())
          .startsWith("grant_type=client_credentials&")
          .contains("&client_assertion_type=" + Sent.form(type))
          .doesNotContain("client_secret");
      List<String> assertions =
          Stream.of(asked.body().split("&", -1))
              .filter(parameter -> parameter.startsWith("client_assertion="))
              .map(parameter -> parameter.substring("client_assertion=".length()))
              .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
              .toList();
      assertThat(assertions).hasSize(1);
      assertThat(customer.end(gateway, assertions.get(0)).log())
          .noneMatch(line -> line.contains("WARN"));
      return assertions.get(0);
    }
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private Path example(String key) {
    return Example.of("generic-private-key-jwt.properties")
        .host("login.example.com", gateway.port())
        .host("api.example.com", api.port())
        .file("client.key", folder, key)
        .write(folder);
  }
}
