package io.oauthcc.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent.
 *
 * <p>What runs here runs before the application and inside its start-up time. So it
 *
 * <ul>
 *   <li>never throws: an exception out of {@code premain} ends the JVM, under a security manager
 *       with an abort;
 *   <li>touches no {@code java.util.logging}, no JMX, no {@code java.nio.file}, no default {@code
 *       SSLContext}: the application may be about to choose its own;
 *   <li>uses no lambda: bootstrapping the first one costs more than all the rest.
 * </ul>
 */
public final class AgentMain {

  private static final String PROGRAM = "io.oauthcc.runtime.StartUp";

  /** The one thing that must be remembered between two attachments of the same jar. */
  private static boolean attached;

  private AgentMain() {}

  /** Called by the JVM before {@code main}, for {@code -javaagent:oauthcc.jar}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    enter(arguments, instrumentation, false);
  }

  /** Called by the JVM when the agent is attached to an application that runs already. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    enter(arguments, instrumentation, true);
  }

  private static void enter(
      @Nullable String arguments, Instrumentation instrumentation, boolean lateAttach) {
    try {
      start(arguments, instrumentation, lateAttach);
    } catch (Throwable failure) {
      // One handler: the verifier loads the class of every other that a method names.
      say(
          failure instanceof SecurityException
              ? "ERROR The security manager refuses what the agent needs ("
                  + failure.getMessage()
                  + "); the application runs without it."
                  + " Grant oauthcc.jar java.security.AllPermission."
              : "ERROR The agent cannot start ("
                  + rootCause(failure)
                  + "); the application runs without it.");
    }
  }

  private static void start(
      @Nullable String arguments, Instrumentation instrumentation, boolean lateAttach)
      throws Exception {
    ProtectionDomain domain = AgentMain.class.getProtectionDomain();
    File jar = fileOf(new URI(domain.getCodeSource().getLocation().toString()));
    if (!JvmPurpose.isApplication(jar)) {
      return;
    }
    if (attached) {
      say("WARN The agent is attached to this JVM already; this second one does nothing.");
      return;
    }
    attached = true;
    ClassLoader loader = new AgentClassLoader(jar, domain);
    AgentProgram program =
        (AgentProgram) loader.loadClass(PROGRAM).getDeclaredConstructor().newInstance();
    attached = program.start(arguments, instrumentation, lateAttach);
  }

  /** Windows has a network share's server where {@link File} allows for none. */
  static File fileOf(URI location) {
    String server = location.getRawAuthority();
    return server == null ? new File(location) : new File("//" + server + location.getPath());
  }

  private static String rootCause(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      root = next;
    }
    return root.toString();
  }

  @SuppressWarnings("SystemOut") // There is no log yet, or no class loader to find it with.
  private static void say(String levelAndMessage) {
    System.err.println("[oauthcc] " + levelAndMessage);
  }
}
