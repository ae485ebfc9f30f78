package io.oauthcc.http;

import io.oauthcc.config.RegistrationBuilder;
import java.net.URI;
import java.time.Duration;

/** Exchanges as registrations have them made. */
final class Exchanges {

  private Exchanges() {}

  /** Patient, and with nothing but the required values. */
  static RegistrationBuilder registration() {
    return RegistrationBuilder.of("default")
        .tokenUri(URI.create("https://localhost/token"))
        .clientId("me")
        .set("connect-timeout", Duration.ofSeconds(10))
        .set("read-timeout", Duration.ofSeconds(10));
  }

  /** One whose warnings are failures. */
  static HttpExchange of(RegistrationBuilder registration) {
    return new HttpExchange(
        registration.build(),
        new Deadlines(),
        warning -> {
          throw new AssertionError(warning);
        });
  }
}
