package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Credentials;
import io.oauthcc.it.server.Keycloak;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/keycloak.properties} against Keycloak. */
@RealServer(ServerKind.KEYCLOAK)
final class KeycloakTest extends KeycloakProvider {
  private static final String REALM = "/realms/example";
  private static final String TOKENS = REALM + "/protocol/openid-connect/token";

  private final Credentials client;

  KeycloakTest(Keycloak server, @TempDir Path folder) {
    super(server, folder, "/", REALM);
    this.client = new Credentials("my-application", server.clients().secret());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void the_endpoint_is_discovered_and_gives_a_token_that_opens_the_api(Subject subject) {
    try (Customer customer = new Customer(subject, example(client.secret()))) {
      Outcome first = customer.get(api.url("/things"));
      Outcome second = customer.get(api.url("/things"));

      assertThat(first.status()).as("%s", first).isEqualTo(200);
      assertThat(second.status()).as("%s", second).isEqualTo(200);
      List<Hop> asked = gateway.take();
      assertThat(asked.stream().map(hop -> hop.method() + " " + hop.path()).limit(2))
          .containsExactly("GET " + REALM + "/.well-known/openid-configuration", "POST " + TOKENS);
      assertThat(Sent.in(asked.get(1)))
          .isEqualTo(
              """
              POST /realms/example/protocol/openid-connect/token
              accept-encoding: identity
              accept: application/json
              authorization: %s
              content-type: application/x-www-form-urlencoded

              grant_type=client_credentials"""
                  .formatted(Sent.basic(client)));
      assertThat(gateway.tokens()).hasSize(1);
      assertThat(hops.take())
          .extracting(Hop::authorization)
          .containsOnly(List.of("Bearer " + gateway.tokens().get(0)));
      assertThat(customer.end(gateway, client.secret()).log())
          .noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void a_secret_that_is_not_encoded_is_refused_and_the_message_names_the_line_to_try() {
    assertThat(refusal(client.secret(), "basic-encoding=raw"))
        .contains(TOKENS + " answered 400 unauthorized_client")
        .contains("sent client_secret_basic with basic-encoding=raw")
        .contains("try basic-encoding=rfc6749");
  }

  @Test
  void a_wrong_secret_is_refused_and_the_message_says_what_was_sent() {
    assertThat(refusal("wrong" + client.secret()))
        .contains(TOKENS + " answered 401 unauthorized_client")
        .contains(
            "sent client_secret_basic with basic-encoding=rfc6749; if id and secret are right");
  }

  @Test
  void another_issuer_than_configured_is_refused() {
    assertThat(
            refusal(
                client.secret(), "issuer-uri=https://127.0.0.1:" + gateway.port() + REALM + "/"))
        .contains("issuer");
  }

  @Test
  void tokens_of_five_seconds_are_renewed_before_a_call_notices() {
    try (Customer customer =
        new Customer(Customer.common(), example(client.secret()), "client-id=five-seconds")) {
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                Outcome outcome = customer.get(api.url("/things"));
                assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
                return gateway.tokens().size() >= 3;
              });

      assertThat(hops.take().stream().map(Hop::authorization).distinct())
          .hasSizeGreaterThanOrEqualTo(2);
      customer.end(gateway, client.secret());
    }
  }

  private String refusal(String secret, String... settings) {
    try (Customer customer = new Customer(Customer.common(), example(secret), settings)) {
      Outcome outcome = customer.get(api.url("/things"));
      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(hops.take()).isEmpty();
      customer.end(gateway, client.secret());
      return outcome.body();
    }
  }

  private Path example(String secret) {
    return Example.of("keycloak.properties")
        .host("sso.example.com", gateway.port())
        .host("api.example.com", api.port())
        .file("keycloak.secret", folder, secret)
        .write(folder);
  }
}
