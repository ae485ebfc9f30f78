package io.oauthcc.config;

/** The body of a token request. */
public enum TokenRequestFormat {
  /** {@code application/x-www-form-urlencoded}, RFC 6749 §4.4.2. */
  FORM,
  /** One flat JSON object of the same parameters. */
  JSON
}
