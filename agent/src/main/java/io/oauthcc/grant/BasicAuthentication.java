package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Secret;

/** {@code client_secret_basic}: the secret in an {@code Authorization} header (RFC 6749 §2.3.1). */
final class BasicAuthentication implements ClientAuthentication {

  private final Registration registration;
  private final Secret secret;

  BasicAuthentication(Registration registration, Secret secret) {
    this.registration = registration;
    this.secret = secret;
  }

  @Override
  public void authenticate(Draft request) {
    String id = registration.clientId();
    request.header(
        "Authorization", "Basic " + BasicCredentials.of(id, secret, registration.basicEncoding()));
    request.conceal(secret.reveal());
    request.conceal(FormEncoding.encode(secret.reveal()));
    for (BasicEncoding encoding : BasicEncoding.values()) {
      request.conceal(BasicCredentials.of(id, secret, encoding));
    }
  }
}
