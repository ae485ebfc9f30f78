package io.oauthcc.grant;

import io.oauthcc.config.Secret;

/** {@code client_secret_post}: the secret among the parameters (RFC 6749 §2.3.1). */
final class PostAuthentication implements ClientAuthentication {

  private final String clientId;
  private final Secret secret;

  PostAuthentication(String clientId, Secret secret) {
    this.clientId = clientId;
    this.secret = secret;
  }

  @Override
  public void authenticate(Draft request) {
    request.parameter("client_id", clientId);
    request.parameter("client_secret", secret.reveal());
    request.conceal(secret.reveal());
    request.conceal(FormEncoding.encode(secret.reveal()));
  }
}
