package io.oauthcc.it.driver;

import java.util.concurrent.locks.LockSupport;

/** The virtual threads of Java 21 and later, by reflection: the drivers run on 8. */
final class VirtualThreads {
  private VirtualThreads() {}

  static Thread unstarted(Runnable task) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (Thread)
          Class.forName("java.lang.Thread$Builder")
              .getMethod("unstarted", Runnable.class)
              .invoke(builder, task);
    } catch (ReflectiveOperationException before21) {
      throw new IllegalStateException(before21);
    }
  }

  /** Has one be pinned, so that a recording shows what that looks like. */
  static void pinOne() throws InterruptedException {
    Thread thread = unstarted(Pinned::touch);
    thread.start();
    thread.join();
  }

  /** Waits in its initializer, where no virtual thread can leave its carrier. */
  private static final class Pinned {
    static {
      LockSupport.parkNanos(1_000_000);
    }

    static void touch() {}
  }
}
