package io.oauthcc.config;

import java.util.Locale;

/**
 * How the client proves to the token endpoint who it is: names of the IANA registry "OAuth Token
 * Endpoint Authentication Methods" (RFC 7591 §4.2).
 */
public enum ClientAuthenticationMethod {
  /** HTTP Basic, RFC 6749 §2.3.1. */
  CLIENT_SECRET_BASIC,
  /** {@code client_id} and {@code client_secret} in the body, RFC 6749 §2.3.1. */
  CLIENT_SECRET_POST,
  /** An assertion signed with the client's secret, OpenID Connect Core §9. */
  CLIENT_SECRET_JWT,
  /** An assertion signed with the client's private key, RFC 7523 §2.2. */
  PRIVATE_KEY_JWT,
  /** A TLS client certificate of a public authority, RFC 8705 §2.1. */
  TLS_CLIENT_AUTH,
  /** A TLS client certificate that the server knows itself, RFC 8705 §2.2. */
  SELF_SIGNED_TLS_CLIENT_AUTH,
  /** {@code client_id} alone. */
  NONE;

  /** Whether the client needs its secret for it. */
  boolean usesSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST || this == CLIENT_SECRET_JWT;
  }

  /** Whether the client shows a certificate in TLS for it. */
  boolean usesCertificate() {
    return this == TLS_CLIENT_AUTH || this == SELF_SIGNED_TLS_CLIENT_AUTH;
  }

  /** Whether the client signs an assertion for it. */
  public boolean usesAssertion() {
    return this == CLIENT_SECRET_JWT || this == PRIVATE_KEY_JWT;
  }

  /** Whether the client signs with its private key for it. */
  boolean usesPrivateKey() {
    return this == PRIVATE_KEY_JWT;
  }

  /** The registered name, for example {@code client_secret_basic}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }
}
