package io.oauthcc.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every line, {@code LEVEL message}. */
public final class RecordingLog implements Log {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean isDebugEnabled = true;

  @Override
  public void error(String message) {
    lines.add("ERROR " + message);
  }

  @Override
  public void error(String message, Throwable cause) {
    lines.add("ERROR " + message + ": " + cause);
  }

  @Override
  public void warn(String message) {
    lines.add("WARN " + message);
  }

  @Override
  public void info(String message) {
    lines.add("INFO " + message);
  }

  @Override
  public void debug(String message) {
    lines.add("DEBUG " + message);
  }

  @Override
  public boolean isDebugEnabled() {
    return isDebugEnabled;
  }

  /** From now on nobody asks for debug lines. */
  public void disableDebug() {
    isDebugEnabled = false;
  }

  /** Everything, in order. */
  public List<String> lines() {
    return lines;
  }

  /** The messages of the lines of one level. */
  public List<String> messages(String level) {
    List<String> messages = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(level + " ")) {
        messages.add(line.substring(level.length() + 1));
      }
    }
    return messages;
  }

  /** All but the debug ones. */
  public List<String> loudLines() {
    List<String> loud = new ArrayList<>(lines);
    loud.removeIf(line -> line.startsWith("DEBUG "));
    return loud;
  }
}
