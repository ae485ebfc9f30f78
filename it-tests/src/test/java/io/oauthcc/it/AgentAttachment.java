package io.oauthcc.it;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The agent, attached to an application that runs already. */
public final class AgentAttachment {
  private AgentAttachment() {}

  /**
   * Attaches the agent; returns when it has done what it does at its start.
   *
   * @param arguments as after {@code =} in {@code -javaagent:}
   */
  public static void to(Application application, String arguments) {
    try {
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(application.pid()));
      try {
        jvm.loadAgent(AgentFile.jar().toString(), arguments);
      } catch (AgentLoadException e) {
        // Java 8 answers well with a bare 0, which this JDK takes for an error.
        if (!String.valueOf(e.getMessage()).matches("(Failed to load agent library: )?0")) {
          throw new AssertionError("the agent was not loaded\n" + application.soFar(), e);
        }
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException | AgentInitializationException e) {
      throw new AssertionError("cannot attach\n" + application.soFar(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the VM itself says on standard error about agents that are attached. */
  public static List<String> warnings(Jdk jdk, int attachments) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < attachments && jdk.feature() >= 21; i++) {
      warnings.add(
          "WARNING: A Java agent has been loaded dynamically (%s)".formatted(AgentFile.jar()));
      warnings.add(
          "WARNING: If a serviceability tool is in use, please run with"
              + " -XX:+EnableDynamicAgentLoading to hide this warning");
      warnings.add(
          "WARNING: If a serviceability tool is not in use, please run with"
              + " -Djdk.instrument.traceUsage for more information");
      warnings.add(
          "WARNING: Dynamic loading of agents will be disallowed by default in a future release");
    }
    return warnings;
  }
}
