package io.oauthcc.config;

/** What happens where an API refuses a token of ours. */
public enum OnUnauthorized {
  /** The token is evicted and renewed, and the call sent once more if its body can be. */
  RETRY,
  /** The token is evicted; the call ends with the refusal, and the next one has a new token. */
  EVICT,
  /** Nothing. */
  IGNORE
}
