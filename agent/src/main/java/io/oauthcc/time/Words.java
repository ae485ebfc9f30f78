package io.oauthcc.time;

import java.time.Duration;
import java.time.Instant;

/** Times in messages. */
public final class Words {

  private Words() {}

  /** {@code 300 s}, {@code 1500 ms}. */
  public static String of(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** {@code 2026-11-21T08:31:02Z}. */
  public static String ofWallTime(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
  }
}
