package io.oauthcc.config;

/** What is done to client id and secret before they become an HTTP Basic header. */
public enum BasicEncoding {
  /** Each is form-encoded first, as RFC 6749 §2.3.1 asks. */
  RFC6749,
  /** Neither is encoded, as many servers expect. */
  RAW
}
