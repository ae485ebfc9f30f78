package io.oauthcc.log;

/**
 * Where the agent tells the operator something. Messages are whole sentences that say what is
 * wrong, where, and what to do next; they never hold a secret or a token.
 */
public interface Log {

  /** Loads what writes the lines of {@link #info}: the first of them may have somebody wait. */
  default void prepare() {}

  /** Something the operator must act on. */
  void error(String message);

  /**
   * A failure, written as one line: the message, then the chain of causes. The stack trace follows
   * at debug level only.
   */
  void error(String message, Throwable cause);

  /** Something that works, but not as the operator may expect. */
  void warn(String message);

  /** What an operator wants to see once, in ordinary running. */
  void info(String message);

  /** Detail for finding a fault. Guard costly messages with {@link #isDebugEnabled()}. */
  void debug(String message);

  /** Whether {@link #debug} writes anything. */
  boolean isDebugEnabled();
}
