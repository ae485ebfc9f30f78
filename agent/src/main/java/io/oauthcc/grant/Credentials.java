package io.oauthcc.grant;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import io.oauthcc.config.SecretSource;
import io.oauthcc.keys.PrivateKeys;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the client has to authenticate with, as it was when it was read. Immutable. */
final class Credentials {

  private final @Nullable Secret secret;
  private final @Nullable PrivateKey key;

  Credentials(@Nullable Secret secret, @Nullable PrivateKey key) {
    this.secret = secret;
    this.key = key;
  }

  /**
   * The secret if there is one, and the key where the method signs with it.
   *
   * @throws IOException if either cannot be read; the message says what and why
   */
  static Credentials read(
      Registration registration, ClientAuthenticationMethod method, @Nullable PrivateKeys keys)
      throws IOException {
    SecretSource secret = registration.clientSecret();
    boolean signs = method == ClientAuthenticationMethod.PRIVATE_KEY_JWT;
    return new Credentials(
        secret == null ? null : secret.get(),
        keys != null && signs ? keys.get().privateKey() : null);
  }

  /** Null: none is configured. */
  @Nullable Secret secret() {
    return secret;
  }

  /** Null: none is configured, or none is needed. */
  @Nullable PrivateKey key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials
        && Objects.equals(secret, ((Credentials) other).secret)
        && Objects.equals(key, ((Credentials) other).key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(secret, key);
  }

  @Override
  public String toString() {
    return "credentials ***";
  }
}
