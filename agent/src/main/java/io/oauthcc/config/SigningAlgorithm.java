package io.oauthcc.config;

/** How a client's assertion is signed: names of RFC 7518 §3.1. */
public enum SigningAlgorithm {
  /** RSA, PKCS #1 v1.5. */
  RS256,
  /** RSA, PSS. */
  PS256,
  /** Elliptic curve P-256. */
  ES256,
  /** HMAC with the client's secret: for {@code client_secret_jwt} alone. */
  HS256
}
