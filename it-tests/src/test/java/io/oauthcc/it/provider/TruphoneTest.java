package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oauthcc.it.Hop;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Keycloak;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code examples/truphone.properties} against Keycloak, which here gives tokens of five seconds.
 */
@RealServer(ServerKind.KEYCLOAK_AUTH)
final class TruphoneTest extends KeycloakProvider {
  private static final String TOKENS = "/auth/realms/tru-staff/protocol/openid-connect/token";
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final String secret;

  TruphoneTest(Keycloak server, @TempDir Path folder) {
    super(server, folder, "/auth/", "/auth/realms/tru-staff");
    this.secret = server.clients().secret();
    gateway.route("api", "/esim/", api.port(), /* tls= */ true);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void the_documented_requests_get_tokens_and_refresh_them(Subject subject) {
    List<Hop> asked = new ArrayList<>();
    try (Customer customer = new Customer(subject, example())) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                assertThat(customer.get(gateway.url("/esim/api/v1/devices")).status())
                    .isEqualTo(200);
                asked.addAll(tokenRequests());
                return asked.size() >= 3 && gateway.tokens().size() >= 6;
              });

      List<String> tokens = gateway.tokens();
      assertThat(Sent.in(asked.get(0)))
          .isEqualTo(
              """
              POST /auth/realms/tru-staff/protocol/openid-connect/token
              accept-encoding: identity
              accept: application/json
              content-type: application/x-www-form-urlencoded

              grant_type=client_credentials&client_id=truphone&client_secret=%s"""
                  .formatted(Sent.form(secret)));
      // An answer holds the access token, then the refresh token.
      assertThat(Sent.in(asked.get(1))).isEqualTo(refresh(tokens.get(1)));
      assertThat(Sent.in(asked.get(2))).isEqualTo(refresh(tokens.get(3)));
      assertThat(hops.take().stream().flatMap(hop -> hop.authorization().stream()).distinct())
          .as("access tokens at the API")
          .hasSizeGreaterThanOrEqualTo(2)
          .isSubsetOf(
              IntStream.range(0, tokens.size())
                  .filter(i -> i % 2 == 0)
                  .mapToObj(i -> "Bearer " + tokens.get(i))
                  .toList());
      assertThat(customer.end(gateway, secret).log()).noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void id_and_secret_do_where_a_refresh_token_is_refused() {
    List<Hop> asked = new ArrayList<>();
    try (Customer customer = new Customer(Customer.common(), example())) {
      assertThat(customer.get(gateway.url("/esim/api/v1/devices")).status()).isEqualTo(200);
      String revoked = gateway.tokens().get(1);
      asked.addAll(tokenRequests());
      api.revoke("truphone", revoked);

      await()
          .atMost(LIMIT)
          .until(
              () -> {
                // The access token went with the session, and the API says so until the next one.
                customer.get(gateway.url("/esim/api/v1/devices"));
                asked.addAll(tokenRequests());
                return asked.stream().filter(TruphoneTest::isByIdAndSecret).count() >= 2;
              });

      // More may have been asked for since, on a machine that stood still.
      int again =
          IntStream.range(1, asked.size())
              .filter(i -> isByIdAndSecret(asked.get(i)))
              .min()
              .orElseThrow();
      assertThat(asked).element(again - 1).satisfies(TruphoneTest::assertRefresh);
      await()
          .atMost(LIMIT)
          .until(() -> customer.get(gateway.url("/esim/api/v1/devices")).status() == 200);
      assertThat(customer.end(gateway, secret).log()).noneMatch(line -> line.contains("ERROR"));
    }
  }

  @Test
  void never_means_never() {
    List<Hop> asked = new ArrayList<>();
    try (Customer customer = new Customer(Customer.common(), example(), "refresh-token=never")) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                assertThat(customer.get(gateway.url("/esim/api/v1/devices")).status())
                    .isEqualTo(200);
                asked.addAll(tokenRequests());
                return asked.size() >= 2;
              });

      assertThat(asked).allMatch(TruphoneTest::isByIdAndSecret);
      customer.end(gateway, secret);
    }
  }

  private List<Hop> tokenRequests() {
    return gateway.take().stream().filter(hop -> hop.path().equals(TOKENS)).toList();
  }

  private static boolean isByIdAndSecret(Hop asked) {
    return asked.body().startsWith("grant_type=client_credentials&");
  }

  private static void assertRefresh(Hop asked) {
    assertThat(asked.body()).startsWith("grant_type=refresh_token&");
  }

  private String refresh(String token) {
    return """
        POST /auth/realms/tru-staff/protocol/openid-connect/token
        accept-encoding: identity
        accept: application/json
        content-type: application/x-www-form-urlencoded

        grant_type=refresh_token&refresh_token=%s&client_id=truphone&client_secret=%s"""
        .formatted(Sent.form(token), Sent.form(secret));
  }

  private Path example() {
    return Example.of("truphone.properties")
        .host("services.truphone.com", gateway.port())
        .file("truphone.secret", folder, secret)
        .write(folder);
  }
}
