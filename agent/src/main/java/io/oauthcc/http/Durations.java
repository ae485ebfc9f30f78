package io.oauthcc.http;

import java.time.Duration;

/** How long something took or may take, in words for messages and in the units of sockets. */
final class Durations {

  private Durations() {}

  /** {@code 10 s}, {@code 1500 ms}. */
  static String inWords(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** For {@code setSoTimeout} and {@code connect}, where 0 would mean to wait for ever. */
  static int socketMillis(long millis) {
    return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
  }
}
