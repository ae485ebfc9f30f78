package io.oauthcc.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/**
 * Defines {@code java.lang.OauthccHook} in the boot loader. It is defined, not appended to the boot
 * class path: appending turns class data sharing off and makes the VM print a warning.
 */
final class HookDefinition {

  private static final String HOOK = "java/lang/OauthccHook";

  private HookDefinition() {}

  /**
   * Defines the hook, unless another thread was faster.
   *
   * @throws Exception if this JVM has no way to do it
   */
  static void define(Instrumentation instrumentation) throws Exception {
    try {
      defineNow(instrumentation);
    } catch (Exception | LinkageError failure) {
      if (!isDefined()) {
        throw failure;
      }
    }
  }

  private static void defineNow(Instrumentation instrumentation) throws Exception {
    byte[] bytes = bytes();
    if (JvmFacts.java8()) {
      defineOnJava8(bytes);
    } else {
      JavaBaseDefiner.define(instrumentation, HOOK, bytes);
    }
  }

  private static boolean isDefined() {
    try {
      Class.forName(HOOK.replace('/', '.'), false, null);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /**
   * {@code sun.misc.Unsafe} is not named at compile time: from Java 11 on it has no such method.
   */
  private static void defineOnJava8(byte[] bytes) throws Exception {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    Method defineClass =
        unsafe.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    defineClass.invoke(instance.get(null), HOOK, bytes, 0, bytes.length, null, null);
  }

  private static byte[] bytes() throws IOException {
    ClassLoader loader = HookDefinition.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(HOOK + ".class")) {
      if (in == null) {
        throw new IOException(HOOK + ".class is missing in oauthcc.jar");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] chunk = new byte[4096];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        bytes.write(chunk, 0, read);
      }
      return bytes.toByteArray();
    }
  }
}
