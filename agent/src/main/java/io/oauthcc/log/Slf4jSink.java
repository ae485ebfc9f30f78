package io.oauthcc.log;

import io.oauthcc.config.LogLevel;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleServiceProvider;

/**
 * SLF4J Simple, loaded when the first line is written, and made by hand: left to itself it looks
 * for providers, and prints what it thinks of them. The build keeps it from the application's
 * settings, context class loader and streams.
 */
final class Slf4jSink implements LineSink {

  private static final String NAME = "oauthcc";

  private volatile @Nullable Logger logger;

  @Override
  public void prepare() {
    logger();
  }

  @Override
  public void write(LogLevel level, String line) {
    Logger target = logger();
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

  private Logger logger() {
    Logger known = logger;
    if (known == null) {
      known = wake();
      logger = known;
    }
    return known;
  }

  /** One thread at a time: what the first one has only half initialized would fail the others. */
  private static synchronized Logger wake() {
    return AccessController.doPrivileged(
        new PrivilegedAction<Logger>() {
          @Override
          public Logger run() {
            SimpleServiceProvider simple = new SimpleServiceProvider();
            simple.initialize();
            return simple.getLoggerFactory().getLogger(NAME);
          }
        });
  }
}
