package io.oauthcc.log;

import io.oauthcc.config.LogLevel;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Makes the agent's log. */
public final class Logs {

  /** The resource that SLF4J Simple, as the build renames it, reads its settings from. */
  public static final String SETTINGS_RESOURCE = "io/oauthcc/simplelogger.properties";

  private static final String PREFIX = "io.oauthcc.simpleLogger.";

  private Logs() {}

  /** A log that writes lines of {@code level} and above; nothing is loaded for it until then. */
  public static Log log(LogLevel level) {
    return new LineLog(level, new Slf4jSink());
  }

  /**
   * The text of {@link #SETTINGS_RESOURCE}.
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
        + "dateTimeFormat='[oauthcc]' yyyy-MM-dd HH:mm:ss.SSS\n"
        + PREFIX
        + "logFile="
        + (file == null ? "System.err" : escaped(file.getPath()))
        + "\n";
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
