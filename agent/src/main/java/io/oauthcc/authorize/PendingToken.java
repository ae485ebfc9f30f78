package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import java.util.concurrent.CompletableFuture;

/** The flight that a hop waits for, and whom it waits for. */
final class PendingToken {

  private final Registration registration;
  private final String host;
  private final CompletableFuture<String> value;

  PendingToken(Registration registration, String host, CompletableFuture<String> value) {
    this.registration = registration;
    this.host = host;
    this.value = value;
  }

  Registration registration() {
    return registration;
  }

  String host() {
    return host;
  }

  CompletableFuture<String> value() {
    return value;
  }
}
