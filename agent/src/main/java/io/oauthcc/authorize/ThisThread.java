package io.oauthcc.authorize;

/** The thread that asks, as woven code meets it. */
final class ThisThread {

  private ThisThread() {}

  /** Whether it is a virtual one; asked by reflection, for Java 8 knows none. */
  static boolean isVirtual() {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    } catch (ReflectiveOperationException before21) {
      return false;
    }
  }
}
