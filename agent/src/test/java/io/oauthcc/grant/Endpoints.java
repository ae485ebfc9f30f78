package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import java.util.Objects;

/** Endpoints as configured. */
final class Endpoints {

  private Endpoints() {}

  static Endpoint of(Registration registration) {
    return new Endpoint(
        Objects.requireNonNull(registration.tokenUri()),
        Objects.requireNonNull(registration.clientAuthenticationMethod()),
        null);
  }
}
