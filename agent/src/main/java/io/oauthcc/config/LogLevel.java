package io.oauthcc.config;

/** The least important line that the agent's log still shows. */
public enum LogLevel {
  /** Only what the operator must act on. */
  ERROR,
  /** Also what works, but not as the operator may expect. */
  WARN,
  /** Also what an operator wants to see once. */
  INFO,
  /** Also detail for finding a fault, stack traces included. */
  DEBUG
}
