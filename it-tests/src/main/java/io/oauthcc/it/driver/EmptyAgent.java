package io.oauthcc.it.driver;

import org.jspecify.annotations.Nullable;

/** An agent that does nothing, or has a class loaded: what any agent costs. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /**
   * Called by the JVM before {@code main}.
   *
   * @param className the class to load, or null
   */
  public static void premain(@Nullable String className) throws ClassNotFoundException {
    if (className != null) {
      Class.forName(className);
    }
  }
}
