package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Gateway;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Credentials;
import io.oauthcc.it.server.DjangoOAuthToolkit;
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

/** {@code examples/podero.properties} against django-oauth-toolkit. */
@RealServer(ServerKind.DJANGO_OAUTH_TOOLKIT)
final class PoderoTest {
  private static final String USERS = "/api/partners/v2.0/org/acme/users";

  private final Credentials client;
  private final Path folder;
  private final Gateway podero;

  PoderoTest(DjangoOAuthToolkit server, @TempDir Path folder) {
    this.client = server.client();
    this.folder = folder;
    podero = new Gateway().route("podero", "/", server.port(), /* tls= */ false);
  }

  @AfterEach
  void close() {
    podero.close();
  }

  static Stream<Subject> subjects() {
    return Customer.subjects();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void the_documented_request_gets_a_token_that_opens_the_api(Subject subject) {
    try (Customer customer = new Customer(subject, example())) {
      Outcome first = customer.get(podero.url(USERS));
      Outcome second = customer.get(podero.url(USERS));

      assertThat(first.status()).as("%s", first).isEqualTo(200);
      assertThat(first.body()).isEqualTo("{\"org\": \"acme\", \"users\": []}");
      assertThat(second.status()).as("%s", second).isEqualTo(200);
      List<Hop> hops = podero.take();
      assertThat(hops).extracting(Hop::path).containsExactly("/oauth2/token/", USERS, USERS);
      assertThat(Sent.in(hops.get(0)))
          .isEqualTo(
              """
              POST /oauth2/token/
              accept-encoding: identity
              accept: application/json
              authorization: %s
              cache-control: no-cache
              content-type: application/json

              {"grant_type":"client_credentials"}"""
                  .formatted(Sent.basic(client)));
      assertThat(podero.tokens()).hasSize(1);
      assertThat(hops.get(1).authorization()).containsExactly("Bearer " + podero.tokens().get(0));
      assertThat(customer.end(podero, client.secret()).log())
          .noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void without_the_agent_the_api_refuses() {
    try (Customer customer = new Customer(Customer.common(), example(), "enabled=false")) {
      assertThat(customer.get(podero.url(USERS)).status()).isEqualTo(403);
      assertThat(podero.take()).allMatch(hop -> hop.authorization().isEmpty()).hasSize(1);
    }
  }

  @Test
  void pages_beside_the_api_get_no_token() {
    try (Customer customer = new Customer(Customer.common(), example())) {
      customer.get(podero.url("/oauth2/applications/"));
      customer.get(podero.url("/api/partners-of-others/"));

      assertThat(podero.take())
          .filteredOn(hop -> !hop.path().equals("/oauth2/token/"))
          .hasSize(2)
          .allMatch(hop -> hop.authorization().isEmpty());
      customer.end(podero, client.secret());
    }
  }

  @Test
  void this_server_refuses_a_secret_that_is_not_encoded() {
    try (Customer customer = new Customer(Customer.common(), example(), "basic-encoding=raw")) {
      Outcome outcome = customer.get(podero.url(USERS));

      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(outcome.body()).contains("/oauth2/token/ answered 401 invalid_client");
      assertThat(podero.take())
          .isNotEmpty()
          .allSatisfy(
              hop -> assertThat(hop.authorization()).containsExactly(Sent.rawBasic(client)));
      customer.end(podero, client.secret());
    }
  }

  private Path example() {
    return Example.of("podero.properties")
        .host("app.podero.com", podero.port())
        .file("podero.secret", folder, client.secret())
        .write(folder);
  }
}
