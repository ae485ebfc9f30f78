package io.oauthcc.token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link TokenCache} promises holds in every history of answers, failures, delays, expiries,
 * rejections, callers and clock jumps, not only in those that somebody thought of.
 *
 * <p>A failure names the history's number; {@code -Doauthcc.history=<number>} plays that one alone.
 */
@Timeout(60)
class TokenCacheHistoriesTest {

  private static final int HISTORIES = 3000;

  @Test
  void noHistoryBreaksAPromise() {
    Long only = Long.getLong("oauthcc.history");
    if (only != null) {
      new TokenHistory(only).play();
      return;
    }
    for (long number = 0; number < HISTORIES; number++) {
      new TokenHistory(number).play();
    }
  }
}
