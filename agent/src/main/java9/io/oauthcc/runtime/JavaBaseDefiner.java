package io.oauthcc.runtime;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import jdk.internal.misc.Unsafe;

/**
 * Defines a class into {@code java.base}. The one class of the agent that needs Java 9, because it
 * is quicker to name the JDK's classes than to reach them by reflection, which starts the method
 * handle machinery. Named by code that runs on Java 9 and later only.
 */
final class JavaBaseDefiner {

  private JavaBaseDefiner() {}

  /**
   * Defines the class in the boot loader, hence in {@code java.base} if its package is there.
   *
   * <p>Exports {@code jdk.internal.misc} to the agent's own module, and to no other.
   *
   * @param internalName such as {@code java/lang/OauthccHook}
   * @throws LinkageError if there is such a class already, or the class file is not one
   */
  static void define(Instrumentation instrumentation, String internalName, byte[] classFile) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        Collections.singletonMap(
            "jdk.internal.misc", Collections.singleton(JavaBaseDefiner.class.getModule())),
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.emptyMap());
    Unsafe.getUnsafe().defineClass(internalName, classFile, 0, classFile.length, null, null);
  }
}
