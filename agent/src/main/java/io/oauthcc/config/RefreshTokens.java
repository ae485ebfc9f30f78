package io.oauthcc.config;

/** What becomes of a refresh token in an answer to client credentials (RFC 6749 §4.4.3). */
public enum RefreshTokens {
  /** The next renewal uses it; whatever fails, client credentials follow at once. */
  AUTO,
  /** It is ignored. */
  NEVER
}
