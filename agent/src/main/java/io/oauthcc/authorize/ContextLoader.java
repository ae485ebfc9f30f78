package io.oauthcc.authorize;

import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/** The context class loader, whatever the application's own classes are allowed to know. */
final class ContextLoader implements PrivilegedAction<@Nullable ClassLoader> {

  private ContextLoader() {}

  /** That of the thread that asks. */
  static @Nullable ClassLoader ofThisThread() {
    return AccessController.doPrivileged(new ContextLoader());
  }

  @Override
  public @Nullable ClassLoader run() {
    return Thread.currentThread().getContextClassLoader();
  }
}
