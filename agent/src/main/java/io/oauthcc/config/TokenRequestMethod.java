package io.oauthcc.config;

/** How a token request is sent. */
public enum TokenRequestMethod {
  /** RFC 6749 §3.2: the client must use this one. */
  POST,
  /** For servers that know nothing else: all parameters, the secret too, are in the URL. */
  GET
}
