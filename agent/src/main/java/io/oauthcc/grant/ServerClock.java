package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What time it is where an answer came from, by its {@code Date}. That is read where it is asked
 * for only: the JDK's formats of dates cost the first token more than its own parsing does.
 * Immutable.
 */
final class ServerClock {

  private static final long WRONG_MILLIS = 60_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long LONGEST_IN_MINUTES = 120;

  private final @Nullable String date;
  private final long askedMillis;
  private final long answeredMillis;

  /**
   * @param asked before the request was sent
   * @param clock ours, now that the answer is here
   */
  ServerClock(HttpAnswer answer, Moment asked, Clock clock) {
    this.date = answer.header("Date");
    this.askedMillis = asked.wallMillis();
    this.answeredMillis = clock.currentTimeMillis();
  }

  /** The server's time if it tells, else ours before the request was sent. */
  Instant now() {
    Instant server = HttpDate.parse(date);
    return server == null ? Instant.ofEpochMilli(askedMillis) : server;
  }

  /** The end of a sentence where the two clocks are over a minute apart, else empty. */
  String warning() {
    Instant server = HttpDate.parse(date);
    long ahead = server == null ? 0 : ahead(server.toEpochMilli());
    long apart = Math.abs(ahead);
    if (apart <= WRONG_MILLIS) {
      return "";
    }
    // In full minutes, so that the same failure has the same words the next time.
    long minutes = (apart + MINUTE_MILLIS / 2) / MINUTE_MILLIS;
    return "; the server's clock (its Date) is "
        + (minutes <= LONGEST_IN_MINUTES ? minutes + " min" : minutes / 60 + " h")
        + (ahead > 0 ? " ahead of" : " behind")
        + " this machine's: set the wrong one right";
  }

  /** Negative: behind. Whatever lies between request and answer is right. */
  private long ahead(long serverMillis) {
    if (serverMillis < askedMillis) {
      return serverMillis - askedMillis;
    }
    return Math.max(0, serverMillis - answeredMillis);
  }
}
