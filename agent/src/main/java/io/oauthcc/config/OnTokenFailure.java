package io.oauthcc.config;

/** What happens to a call for which there is no token. */
public enum OnTokenFailure {
  /** It fails with {@link java.io.IOException}. */
  FAIL,
  /** It goes out without a token, and a warning is logged. */
  SEND
}
