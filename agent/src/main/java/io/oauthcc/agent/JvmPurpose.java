package io.oauthcc.agent;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Tells an application from the JVMs that an agent given in {@code JAVA_TOOL_OPTIONS} also lands
 * in: {@code java -version}, {@code keytool}, {@code jcmd} and the like, and {@code oauthcc.jar}
 * itself. In those the agent must be silent and inert.
 */
final class JvmPurpose {

  /**
   * How the main classes of the JDK's tools begin. So do some of other makers: what the JDK itself
   * does not hold is an application.
   */
  private static final String[] TOOL_PREFIXES = {
    "sun.tools.",
    "com.sun.tools.",
    "sun.security.tools.",
    "sun.rmi.",
    "sun.jvmstat.",
    "sun.applet.",
    "sun.launcher.",
    "com.sun.java.util.jar.pack.",
    "com.sun.corba.",
    "com.sun.javafx.tools.",
    "com.sun.xml.internal.",
    "com.sun.mirror.",
    "jdk.jfr.internal.tool.",
  };

  private JvmPurpose() {}

  /**
   * True unless this JVM is known to be something else than an application.
   *
   * @param agentJar where the agent was loaded from
   */
  static boolean isApplication(File agentJar) {
    return isApplication(
        System.getProperty("sun.java.command"),
        System.getProperty("sun.java.launcher"),
        System.getProperty("jdk.module.main"),
        System.getProperty("java.class.path"),
        agentJar,
        null);
  }

  static boolean isApplication(
      @Nullable String command,
      @Nullable String launcher,
      @Nullable String mainModule,
      @Nullable String classPath,
      File agentJar,
      @Nullable JdkContents substitute) {
    if (command == null || command.isEmpty()) {
      // Only the launcher leaves this out for want of a main class. A JVM started through JNI (a
      // Windows service, say) never has it and is an application.
      return launcher == null;
    }
    if (mainModule != null && (mainModule.startsWith("java.") || mainModule.startsWith("jdk."))) {
      return !jdk(substitute).hasModule(mainModule);
    }
    // `java Program.java` runs an application, though the compiler's launcher is its main class.
    if (mainModule == null && !command.contains("com.sun.tools.javac.launcher.")) {
      for (String prefix : TOOL_PREFIXES) {
        if (command.startsWith(prefix)) {
          int end = command.indexOf(' ');
          return !jdk(substitute).hasClass(end < 0 ? command : command.substring(0, end));
        }
      }
    }
    return !isAgentItself(classPath, agentJar);
  }

  /** Loaded only where there is something to ask. */
  private static JdkContents jdk(@Nullable JdkContents substitute) {
    return substitute == null ? new JdkContents() : substitute;
  }

  /**
   * {@code java -jar oauthcc.jar}: the class path is that jar alone, on Java 8 twice, as the VM
   * adds an agent's jar to it.
   */
  private static boolean isAgentItself(@Nullable String classPath, File agentJar) {
    if (classPath == null || !classPath.regionMatches(true, classPath.length() - 4, ".jar", 0, 4)) {
      return false;
    }
    File self = agentJar.getAbsoluteFile();
    int start = 0;
    while (start < classPath.length()) {
      int separator = classPath.indexOf(File.pathSeparatorChar, start);
      int end = separator < 0 ? classPath.length() : separator;
      if (!new File(classPath.substring(start, end)).getAbsoluteFile().equals(self)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
