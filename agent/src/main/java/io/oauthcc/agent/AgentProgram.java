package io.oauthcc.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What the door hands over to, once the agent's own class loader has found it. */
public interface AgentProgram {

  /**
   * Reads the configuration and, where it is valid and names a host, makes the agent act.
   *
   * @param arguments the text after {@code =} in {@code -javaagent:}, or null
   * @param lateAttach true if the application runs already: then nothing here may end the JVM
   * @return whether it acts; if not, a later attachment may
   * @throws Exception if the agent cannot act; the application then runs without it
   */
  boolean start(@Nullable String arguments, Instrumentation instrumentation, boolean lateAttach)
      throws Exception;
}
