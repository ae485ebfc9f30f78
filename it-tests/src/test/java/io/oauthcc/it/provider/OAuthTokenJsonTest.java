package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Gateway;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Credentials;
import io.oauthcc.it.server.Doorkeeper;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/oauth-token-json.properties} against Doorkeeper. */
@RealServer(ServerKind.DOORKEEPER)
final class OAuthTokenJsonTest {
  private static final String THINGS = "/v1/things";

  private final Credentials client;
  private final Path folder;
  private final Gateway provider;

  OAuthTokenJsonTest(Doorkeeper server, @TempDir Path folder) {
    this.client = server.client();
    this.folder = folder;
    provider = new Gateway().route("provider", "/", server.port(), /* tls= */ false);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  static Stream<Subject> subjects() {
    return Customer.subjects();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void the_request_of_the_samples_gets_a_token_that_opens_the_api(Subject subject) {
    try (Customer customer = new Customer(subject, example())) {
      Outcome first = customer.get(provider.url(THINGS));
      Outcome second = customer.get(provider.url(THINGS));

      assertThat(first.status()).as("%s", first).isEqualTo(200);
      assertThat(first.body()).isEqualTo("{\"things\":[]}");
      assertThat(second.status()).as("%s", second).isEqualTo(200);
      List<Hop> hops = provider.take();
      assertThat(hops).extracting(Hop::path).containsExactly("/oauth/token", THINGS, THINGS);
      assertThat(Sent.in(hops.get(0)))
          .isEqualTo(
              """
              POST /oauth/token
              accept-encoding: identity
              accept: application/json
              content-type: application/json

              {"grant_type":"client_credentials","client_id":"%s","client_secret":"%s"}"""
                  .formatted(client.id(), client.secret()));
      assertThat(provider.tokens()).hasSize(1);
      assertThat(hops.get(1).authorization()).containsExactly("Bearer " + provider.tokens().get(0));
      assertThat(customer.end(provider, client.secret()).log())
          .noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void without_the_agent_the_api_refuses() {
    try (Customer customer = new Customer(Customer.common(), example(), "enabled=false")) {
      assertThat(customer.get(provider.url(THINGS)).status()).isEqualTo(401);
      assertThat(provider.take()).allMatch(hop -> hop.authorization().isEmpty()).hasSize(1);
    }
  }

  @Test
  void the_get_of_the_prose_is_sent_where_asked_for_and_this_server_has_none() {
    try (Customer customer =
        new Customer(
            Customer.common(),
            example(),
            "token-request.method=GET",
            "token-request.format=form")) {
      Outcome outcome = customer.get(provider.url(THINGS));

      assertThat(outcome.body()).as("%s", outcome).contains("/oauth/token answered 404");
      assertThat(provider.take())
          .isNotEmpty()
          .allSatisfy(
              hop ->
                  assertThat(hop.method() + " " + hop.path())
                      .isEqualTo(
                          "GET /oauth/token?grant_type=client_credentials&client_id=%s&client_secret=%s"
                              .formatted(client.id(), Sent.form(client.secret()))));
      assertThat(customer.end(provider, client.secret()).log())
          .anyMatch(line -> line.contains("WARN") && line.contains("GET"));
    }
  }

  @Test
  void this_server_takes_a_secret_in_basic_only_as_it_is() {
    try (Customer customer =
        new Customer(
            Customer.common(),
            example(),
            "client-authentication-method=client_secret_basic",
            "basic-encoding=raw")) {
      Outcome outcome = customer.get(provider.url(THINGS));

      assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
      assertThat(provider.take().get(0).authorization()).containsExactly(Sent.rawBasic(client));
      customer.end(provider, client.secret());
    }
  }

  @Test
  void the_refusal_of_an_encoded_secret_names_the_line_to_try() {
    try (Customer customer =
        new Customer(
            Customer.common(), example(), "client-authentication-method=client_secret_basic")) {
      Outcome outcome = customer.get(provider.url(THINGS));

      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(outcome.body())
          .contains("/oauth/token answered 401 invalid_client")
          .contains("basic-encoding=raw");
      assertThat(provider.take())
          .isNotEmpty()
          .allSatisfy(hop -> assertThat(hop.authorization()).containsExactly(Sent.basic(client)));
      customer.end(provider, client.secret());
    }
  }

  private Path example() {
    return Example.of("oauth-token-json.properties")
        .host("api.example.com", provider.port())
        .file("oauth-token-json.secret", folder, client.secret())
        .write(folder);
  }
}
