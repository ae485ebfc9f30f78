package io.oauthcc.config;

import io.oauthcc.config.Registration.SigningAlgorithm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the client signs an assertion of its own, for {@code private_key_jwt} and {@code
 * client_secret_jwt} (RFC 7523 §2.2). Immutable.
 */
public final class Assertion {

  /** The server's own audience, 60 s, and the algorithm that is usual for the method. */
  public static final Assertion DEFAULT = new Assertion(null, null, null, Duration.ofSeconds(60));

  private final @Nullable SigningAlgorithm algorithm;
  private final @Nullable String keyId;
  private final @Nullable String audience;
  private final Duration lifetime;

  /** See the accessors. */
  public Assertion(
      @Nullable SigningAlgorithm algorithm,
      @Nullable String keyId,
      @Nullable String audience,
      Duration lifetime) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.audience = audience;
    this.lifetime = lifetime;
  }

  /** Null: {@code HS256} for a secret, {@code RS256} for a private key. */
  public @Nullable SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** The {@code kid} header, or null for none (RFC 7515 §4.1.4). */
  public @Nullable String keyId() {
    return keyId;
  }

  /** The {@code aud} claim; null: the issuer if it is known, else the token endpoint. */
  public @Nullable String audience() {
    return audience;
  }

  /** From {@code iat} to {@code exp}. */
  public Duration lifetime() {
    return lifetime;
  }
}
