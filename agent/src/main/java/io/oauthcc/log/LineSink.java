package io.oauthcc.log;

import io.oauthcc.config.LogLevel;

/** Where finished lines go. */
interface LineSink {

  /** Writes one line; {@code line} holds no line break. */
  void write(LogLevel level, String line);
}
