package io.oauthcc.config;

/** What happens to an {@code Authorization} value that the application put on a hop itself. */
public enum ExistingAuthorization {
  /** It stays, and the hop gets no token. */
  KEEP,
  /** The token takes its place. */
  REPLACE
}
