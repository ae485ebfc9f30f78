package io.oauthcc.config;

/** What a configuration error does to the application. */
public enum OnConfigError {
  /** Every error is printed and the JVM ends with status 1, before {@code main}. */
  ABORT,
  /** Every error is printed and the application runs without the agent. */
  DISABLE
}
