package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Keycloak;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/adhese.properties} against Keycloak. */
@RealServer(ServerKind.KEYCLOAK)
final class AdheseTest extends KeycloakProvider {
  private static final String TOKENS = "/realms/customer-name/protocol/openid-connect/token";

  private final String secret;

  AdheseTest(Keycloak server, @TempDir Path folder) {
    super(server, folder, "/", "/realms/customer-name");
    this.secret = server.clients().secret();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void the_documented_request_gets_a_token_of_both_scopes_that_opens_the_api(Subject subject) {
    try (Customer customer = new Customer(subject, example())) {
      Outcome first = customer.get(api.url("/campaigns"));
      Outcome second = customer.get(api.url("/campaigns"));

      assertThat(first.status()).as("%s", first).isEqualTo(200);
      assertThat(second.status()).as("%s", second).isEqualTo(200);
      List<Hop> asked = gateway.take().stream().filter(hop -> hop.path().equals(TOKENS)).toList();
      assertThat(asked).hasSize(1);
      assertThat(Sent.in(asked.get(0)))
          .isEqualTo(
              """
              POST /realms/customer-name/protocol/openid-connect/token
              accept-encoding: identity
              accept: application/json
              content-type: application/x-www-form-urlencoded

              grant_type=client_credentials&client_id=my-customer-integration&client_secret=%s&scope=adhese-api+ratecard"""
                  .formatted(Sent.form(secret)));
      String token = gateway.tokens().get(0);
      assertThat(claims(token)).contains("adhese-api").contains("ratecard");
      assertThat(hops.take())
          .extracting(Hop::authorization)
          .containsExactly(List.of("Bearer " + token), List.of("Bearer " + token));
      assertThat(customer.end(gateway, secret).log()).noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void without_the_agent_the_api_refuses() {
    try (Customer customer = new Customer(Customer.common(), example(), "enabled=false")) {
      assertThat(customer.get(api.url("/campaigns")).status()).isEqualTo(401);
    }
  }

  @Test
  void a_scope_that_the_realm_does_not_have_is_named() {
    try (Customer customer = new Customer(Customer.common(), example(), "scope=adhese-apis")) {
      Outcome outcome = customer.get(api.url("/campaigns"));

      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(outcome.body()).contains(TOKENS + " answered 400 invalid_scope");
      customer.end(gateway, secret);
    }
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  private Path example() {
    return Example.of("adhese.properties")
        .host("auth.we.adhese.org", gateway.port())
        .host("api.adhese.org", api.port())
        .file("adhese.secret", folder, secret)
        .write(folder);
  }
}
