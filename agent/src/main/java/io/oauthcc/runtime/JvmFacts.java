package io.oauthcc.runtime;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What the agent and its libraries know of this JVM, from the VM itself or as it was when the agent
 * came: system properties are the application's to change. The build has every library ask here
 * where it asks for a system property, so none of the application's settings reaches one.
 */
public final class JvmFacts {

  private static final boolean IS_JAVA_8 = isJava8();
  private static final String JAVA_VERSION = System.getProperty("java.version", "unknown");
  private static final String JAVA_HOME = System.getProperty("java.home", "");
  private static final String VM_NAME = System.getProperty("java.vm.name", "");
  private static final String VM_VENDOR = System.getProperty("java.vm.vendor", "");
  private static final String USER_DIR = System.getProperty("user.dir", "");

  private JvmFacts() {}

  /** Does nothing but have the facts taken now. */
  static void load() {}

  /** Whether this is Java 8, hence without modules. */
  static boolean java8() {
    return IS_JAVA_8;
  }

  /** The version, for messages. */
  static String javaVersion() {
    return JAVA_VERSION;
  }

  /**
   * For the libraries, in place of {@link System#getProperty(String)}.
   *
   * @return null for all that is not of the JVM
   */
  public static @Nullable String property(String name) {
    switch (name) {
      case "java.version":
        // Later ones are asked for theirs by Runtime.version().
        return IS_JAVA_8 ? "1.8.0" : JAVA_VERSION;
      case "java.home":
        return JAVA_HOME;
      case "java.vm.name":
        return VM_NAME;
      case "java.vm.vendor":
        return VM_VENDOR;
      case "user.dir":
        return USER_DIR;
      case "line.separator":
        return System.lineSeparator();
      case "path.separator":
        return File.pathSeparator;
      default:
        return null;
    }
  }

  /** For the libraries, in place of {@link System#getProperty(String, String)}. */
  public static String property(String name, String otherwise) {
    String value = property(name);
    return value == null ? otherwise : value;
  }

  /** For the libraries, in place of {@link Boolean#getBoolean}: nothing is switched on. */
  public static boolean flag(String unheeded) {
    return false;
  }

  private static boolean isJava8() {
    try {
      Class.forName("java.lang.Module", false, null);
      return false;
    } catch (ClassNotFoundException absent) {
      return true;
    }
  }
}
