package io.oauthcc.weave;

import io.oauthcc.log.Log;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was logged as an error. */
final class ErrorLines implements Log {

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void error(String message) {
    lines.add(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    lines.add(message + ": " + cause);
  }

  @Override
  public void warn(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void debug(String message) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }
}
