package io.oauthcc.log;

import io.oauthcc.config.Configuration;
import io.oauthcc.config.LogLevel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's log, there from the first moment; what writes the lines is loaded with the first
 * line. As a {@link Consumer} it takes warnings.
 */
public final class AgentLog implements Log, Consumer<String> {

  /** The resource with the log file's path, in UTF-8; none for standard error. */
  public static final String FILE_RESOURCE = "io/oauthcc/log-file";

  private volatile @Nullable Configuration configuration;
  private volatile @Nullable Log lines;

  /** A log at level {@code info}, until {@link #configure} says otherwise. */
  public AgentLog() {}

  /** Sets the level. To be called before the first line is written; has no effect after it. */
  public void configure(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void prepare() {
    lines().prepare();
  }

  @Override
  public void error(String message) {
    lines().error(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    lines().error(message, cause);
  }

  @Override
  public void warn(String message) {
    lines().warn(message);
  }

  @Override
  public void info(String message) {
    lines().info(message);
  }

  @Override
  public void debug(String message) {
    lines().debug(message);
  }

  /** Asked by hops of all kinds: does not load what writes lines. */
  @Override
  public boolean isDebugEnabled() {
    Configuration known = configuration;
    return known != null && known.logLevel() == LogLevel.DEBUG;
  }

  @Override
  public void accept(String warning) {
    warn(warning);
  }

  private Log lines() {
    Log existing = lines;
    if (existing != null) {
      return existing;
    }
    Configuration known = configuration;
    Log made = LineLog.overSlf4j((known == null ? Configuration.unread() : known).logLevel());
    lines = made;
    return made;
  }
}
