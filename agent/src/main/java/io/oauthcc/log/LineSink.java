package io.oauthcc.log;

import io.oauthcc.config.LogLevel;

/** Where finished lines go. */
interface LineSink {

  /** Loads what {@link #write} needs, if anything. */
  default void prepare() {}

  /** Writes one line; {@code line} holds no line break. */
  void write(LogLevel level, String line);
}
