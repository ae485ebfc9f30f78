package jdk.internal.misc;

import java.security.ProtectionDomain;

/** The JDK's way past access checks. */
public abstract class Unsafe {

  /** The one instance. */
  public static native Unsafe getUnsafe();

  /** Defines a class; {@code loader} and {@code domain} null: in the boot loader. */
  public abstract Class<?> defineClass(
      String name, byte[] b, int off, int len, ClassLoader loader, ProtectionDomain domain);
}
