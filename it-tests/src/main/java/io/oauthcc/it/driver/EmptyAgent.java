package io.oauthcc.it.driver;

import org.jspecify.annotations.Nullable;

/** An agent that does nothing: what any agent costs. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String arguments) {}
}
