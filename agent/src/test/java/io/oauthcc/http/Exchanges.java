package io.oauthcc.http;

import io.oauthcc.config.Registration;
import java.net.URI;
import java.time.Duration;

/** Exchanges as registrations have them made. */
final class Exchanges {

  private Exchanges() {}

  /** Patient, and with nothing but the required values. */
  static Registration.Builder registration() {
    return Registration.builder("default")
        .tokenUri(URI.create("https://localhost/token"))
        .clientId("me")
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(10));
  }

  /** One whose warnings are failures. */
  static HttpExchange of(Registration.Builder registration) {
    return new HttpExchange(
        registration.build(),
        new Deadlines(),
        warning -> {
          throw new AssertionError(warning);
        });
  }
}
