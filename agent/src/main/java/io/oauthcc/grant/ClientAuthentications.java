package io.oauthcc.grant;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import io.oauthcc.time.Clock;
import java.io.IOException;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** The ways a client authenticates, by the names of the IANA registry. */
final class ClientAuthentications {

  private ClientAuthentications() {}

  /**
   * The endpoint's way, with these credentials.
   *
   * @throws IOException if the credentials lack what the way needs; the message names it
   */
  static ClientAuthentication of(
      Registration registration, TokenEndpoint endpoint, Credentials credentials, Clock clock)
      throws IOException {
    String clientId = registration.clientId();
    ClientAuthenticationMethod method = endpoint.method();
    switch (method) {
      case CLIENT_SECRET_BASIC:
        return new BasicAuthentication(registration, required(credentials.secret(), method));
      case CLIENT_SECRET_POST:
        return new PostAuthentication(clientId, required(credentials.secret(), method));
      case CLIENT_SECRET_JWT:
        Secret secret = required(credentials.secret(), method);
        return assertion(registration, endpoint, new SecretSigner(secret), clock);
      case PRIVATE_KEY_JWT:
        PrivateKey key = credentials.key();
        if (key == null) {
          throw new IOException(method.value() + " needs private-key-file or key-store");
        }
        return assertion(
            registration,
            endpoint,
            new PrivateKeySigner(key, registration.signingAlgorithm()),
            clock);
      default:
        return new NamedClient(clientId);
    }
  }

  /**
   * Whom an assertion is for: as configured, else the issuer, which RFC 7523's revision wants to be
   * the only value, else the token endpoint, as RFC 7523 §3 suggests.
   */
  static String audience(Registration registration, TokenEndpoint endpoint) {
    String configured = registration.assertionAudience();
    if (configured != null) {
      return configured;
    }
    String issuer = endpoint.issuer();
    return issuer == null ? endpoint.uri().toString() : issuer;
  }

  private static ClientAuthentication assertion(
      Registration registration, TokenEndpoint endpoint, Signer signer, Clock clock) {
    return new ClientAssertion(registration, audience(registration, endpoint), signer, clock);
  }

  private static Secret required(@Nullable Secret secret, ClientAuthenticationMethod method)
      throws IOException {
    if (secret == null) {
      throw new IOException(method.value() + " needs client-secret-file");
    }
    return secret;
  }
}
