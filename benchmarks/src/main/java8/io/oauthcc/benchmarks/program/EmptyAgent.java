package io.oauthcc.benchmarks.program;

/** An agent that does nothing: what any agent costs, which ours is measured against. */
public final class EmptyAgent {

  private EmptyAgent() {}

  /** Does nothing. */
  public static void premain(String arguments) {}
}
