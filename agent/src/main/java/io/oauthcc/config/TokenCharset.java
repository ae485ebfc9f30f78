package io.oauthcc.config;

/** The characters an access token may have. */
public enum TokenCharset {
  /** {@code b64token} of RFC 6750 §2.1: letters, digits, {@code -._~+/}, then any {@code =}. */
  B68TOKEN,
  /** Any visible ASCII. */
  VCHAR
}
