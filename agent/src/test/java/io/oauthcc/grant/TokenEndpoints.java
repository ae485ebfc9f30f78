package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import java.util.Objects;

/** Endpoints as configured. */
final class TokenEndpoints {

  private TokenEndpoints() {}

  static TokenEndpoint of(Registration registration) {
    return new TokenEndpoint(
        Objects.requireNonNull(registration.tokenUri()),
        Objects.requireNonNull(registration.clientAuthenticationMethod()),
        null);
  }
}
