package io.oauthcc.log;

import io.oauthcc.config.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Turns whatever is logged into single lines: an exception into its chain of causes, and at debug
 * level its stack trace into one debug line each. Line breaks and control characters in a message
 * become spaces, so that nothing from outside can forge a line.
 */
final class LineLog implements Log {

  private final LogLevel level;
  private final LineSink sink;

  LineLog(LogLevel level, LineSink sink) {
    this.level = level;
    this.sink = sink;
  }

  static Log overSlf4j(LogLevel level) {
    return new LineLog(level, new Slf4jSink());
  }

  @Override
  public void prepare() {
    if (includes(LogLevel.INFO)) {
      sink.prepare();
    }
  }

  @Override
  public void error(String message) {
    write(LogLevel.ERROR, message);
  }

  @Override
  public void error(String message, Throwable cause) {
    write(LogLevel.ERROR, message + ": " + causes(cause));
    if (isDebugEnabled()) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace, true));
      for (String line : trace.toString().split("\\R", -1)) {
        if (!line.isEmpty()) {
          write(LogLevel.DEBUG, line);
        }
      }
    }
  }

  @Override
  public void warn(String message) {
    write(LogLevel.WARN, message);
  }

  @Override
  public void info(String message) {
    write(LogLevel.INFO, message);
  }

  @Override
  public void debug(String message) {
    write(LogLevel.DEBUG, message);
  }

  @Override
  public boolean isDebugEnabled() {
    return includes(LogLevel.DEBUG);
  }

  private void write(LogLevel lineLevel, String message) {
    if (includes(lineLevel)) {
      sink.write(lineLevel, oneLine(message));
    }
  }

  private boolean includes(LogLevel lineLevel) {
    return lineLevel.compareTo(level) <= 0;
  }

  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }

  private static String causes(Throwable failure) {
    StringBuilder line = new StringBuilder();
    int depth = 0;
    for (Throwable next = failure; next != null && depth < 8; next = next.getCause(), depth++) {
      if (depth > 0) {
        line.append(", caused by ");
      }
      line.append(next);
    }
    return line.toString();
  }
}
