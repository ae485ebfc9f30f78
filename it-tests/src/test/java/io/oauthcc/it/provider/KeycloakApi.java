package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** An API that has Keycloak tell whether a token is good (RFC 7662), as client {@code api}. */
final class KeycloakApi implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(Tls.ofThisRun().clientContext()).build();
  private final String endpoints;
  private final String secret;
  private final ApiServer server;

  /**
   * @param realm the realm's URL, at the address that tokens are asked for at
   * @param secret the secret of client {@code api}
   * @param hops where it records what it sees
   */
  KeycloakApi(String realm, String secret, Hops hops) {
    this.endpoints = realm + "/protocol/openid-connect/";
    this.secret = secret;
    server = new ApiServer("api", /* tls= */ true, this::admits, hops);
  }

  /** Where it listens. */
  int port() {
    return server.port();
  }

  /** {@code https://localhost:port} and this path. */
  String url(String path) {
    return server.url(path);
  }

  private boolean admits(Hop hop) {
    List<String> authorization = hop.authorization();
    return authorization.size() == 1
        && authorization.get(0).startsWith("Bearer ")
        && ask("token/introspect", "api", "token", authorization.get(0).substring(7))
            .body()
            .contains("\"active\":true");
  }

  /** Ends the session of a refresh token (RFC 7009), as an operator does. */
  void revoke(String client, String refreshToken) {
    HttpResponse<String> answer = ask("revoke", client, "token", refreshToken);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> ask(String endpoint, String client, String name, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoints + endpoint))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    name
                        + "="
                        + Sent.form(value)
                        + "&client_id="
                        + client
                        + "&client_secret="
                        + Sent.form(secret)))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer from Keycloak's " + endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
