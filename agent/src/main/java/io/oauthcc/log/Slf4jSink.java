package io.oauthcc.log;

import io.oauthcc.config.LogLevel;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SLF4J Simple, loaded when the first line is written. It looks for its configuration through the
 * thread's context class loader, so it is woken with the agent's own there; its property names are
 * not SLF4J's (the build renames them), so the application's settings do not reach it.
 */
final class Slf4jSink implements LineSink {

  private static final String NAME = "oauthcc";

  private volatile @Nullable Logger logger;

  @Override
  public void write(LogLevel level, String line) {
    Logger target = logger;
    if (target == null) {
      target = wake();
      logger = target;
    }
    switch (level) {
      case ERROR:
        target.error(line);
        break;
      case WARN:
        target.warn(line);
        break;
      case INFO:
        target.info(line);
        break;
      case DEBUG:
        target.debug(line);
        break;
    }
  }

  /**
   * One thread at a time: where a second one logs while the first initializes it, SLF4J prints a
   * warning of its own.
   */
  private static synchronized Logger wake() {
    return AccessController.doPrivileged(
        new PrivilegedAction<Logger>() {
          @Override
          public Logger run() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Slf4jSink.class.getClassLoader());
            try {
              return LoggerFactory.getLogger(NAME);
            } finally {
              thread.setContextClassLoader(before);
            }
          }
        });
  }
}
