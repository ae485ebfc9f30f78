package io.oauthcc.it.provider;

import io.oauthcc.it.Gateway;
import io.oauthcc.it.Hops;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Keycloak;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** A provider whose tokens are Keycloak's, behind its public address, and its API. */
abstract class KeycloakProvider {

  /** For the test's files. */
  protected final Path folder;

  /** What the API was asked. */
  protected final Hops hops = new Hops();

  /** Its public address. */
  protected final Gateway gateway;

  /** Takes the realm's tokens. */
  protected final KeycloakApi api;

  /**
   * @param prefix what the paths of Keycloak start with
   * @param realm the path of the tokens' issuer
   */
  KeycloakProvider(Keycloak server, Path folder, String prefix, String realm) {
    this.folder = folder;
    gateway = new Gateway().route("sso", prefix, server.port(), /* tls= */ true);
    api = new KeycloakApi(gateway.url(realm), server.clients().secret(), hops);
  }

  @AfterEach
  void close() {
    api.close();
    gateway.close();
  }

  static Stream<Subject> subjects() {
    return Customer.subjects();
  }
}
