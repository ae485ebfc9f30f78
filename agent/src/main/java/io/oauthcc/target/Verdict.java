package io.oauthcc.target;

/** What became of a hop, as the operator is told it. */
public enum Verdict {

  /** It gets the token of its registration. */
  AUTHORIZED,

  /** It is its registration's, and keeps the header that the application set itself. */
  KEPT,

  /** It would match, but brings its own {@code access_token} in its URL. */
  OWN_TOKEN,

  /** A target has its host, or the host's twin; scheme, port or path are others. */
  NEAR_MISS,

  /** A target has its origin, but servers may read its path in different ways. */
  AMBIGUOUS_PATH,

  /** The configuration excludes it. */
  EXCLUDED,

  /** It goes to a token endpoint, to another endpoint that was discovered, or below an issuer. */
  PROVIDER,

  /** What it is sent over is not known, or no HTTP. */
  UNKNOWN_SCHEME,

  /** No target has its host. */
  FOREIGN;

  /** Whether the operator may have meant a target to match. */
  boolean isNear() {
    return this == NEAR_MISS || this == AMBIGUOUS_PATH;
  }
}
