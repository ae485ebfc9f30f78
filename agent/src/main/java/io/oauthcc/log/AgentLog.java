package io.oauthcc.log;

import io.oauthcc.config.Configuration;
import io.oauthcc.config.LogLevel;
import java.io.File;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's log, there from the first moment; what writes the lines is loaded with the first
 * line. As a {@link Consumer} it takes warnings.
 */
public final class AgentLog implements Log, Consumer<String> {

  /** The resource that SLF4J Simple, as the build renames it, reads its settings from. */
  public static final String SETTINGS_RESOURCE = "io/oauthcc/simplelogger.properties";

  private static final String PREFIX = "io.oauthcc.simpleLogger.";

  private volatile @Nullable Configuration configuration;
  private volatile @Nullable Log lines;

  /** A log at level {@code info}, until {@link #configure} says otherwise. */
  public AgentLog() {}

  /** Sets the level. To be called before the first line is written; has no effect after it. */
  public void configure(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The text of {@link #SETTINGS_RESOURCE}; all of it is ASCII.
   *
   * @param file where lines go, or null for standard error
   */
  public static String settings(@Nullable File file) {
    return PREFIX
        + "defaultLogLevel=trace\n"
        + PREFIX
        + "showThreadName=false\n"
        + PREFIX
        + "showLogName=false\n"
        + PREFIX
        + "showDateTime=true\n"
        + PREFIX
        + "dateTimeFormat=[oauthcc]\n"
        + PREFIX
        + "logFile="
        + (file == null ? "System.err" : escaped(file.getPath()))
        + "\n";
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

  @Override
  public boolean isDebugEnabled() {
    return lines().isDebugEnabled();
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
    Log made = LineLog.overSlf4j(known == null ? LogLevel.INFO : known.logLevel());
    lines = made;
    return made;
  }

  /** As a value in a {@code .properties} file, which is read as ISO 8859-1. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < ' ' || c > '~') {
        escaped.append("\\u");
        String hex = Integer.toHexString(c);
        escaped.append("0000", 0, 4 - hex.length()).append(hex);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
