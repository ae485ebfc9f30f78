package io.oauthcc.it.server;

import java.util.UUID;

/** A client as a server knows it. */
public record Credentials(String id, String secret) {

  /** With a secret of this run, full of characters that each encoding treats differently. */
  static Credentials of(String id) {
    return new Credentials(id, "p:a s%s+/=&~" + UUID.randomUUID());
  }

  @Override
  public String toString() {
    return id;
  }
}
