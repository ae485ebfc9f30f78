package io.oauthcc.authorize;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The origins that one kind of news was told of, as clients name them: a bounded number. To ask for
 * one that is known takes no lock and makes no garbage.
 */
final class ToldOrigins {

  /** What becomes of one more origin. */
  enum Answer {
    /** It is to be told. */
    NEW,
    /** It was told, or is more than are kept. */
    OLD,
    /** It is the first that is more than are kept. */
    ONE_TOO_MANY
  }

  private final int most;
  private final Map<String, Origin[]> byHost = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param most how many are told
   */
  ToldOrigins(int most) {
    this.most = most;
  }

  /** Whether there is something to tell; if so, there is not from now on. */
  Answer add(String scheme, String host, int port) {
    Origin[] known = byHost.get(host);
    if (isAmong(known, scheme, port) || count.get() > most) {
      return Answer.OLD;
    }
    int place = count.incrementAndGet();
    if (place > most) {
      return place == most + 1 ? Answer.ONE_TOO_MANY : Answer.OLD;
    }
    Origin added = new Origin(scheme, port);
    while (true) {
      Origin[] before = byHost.get(host);
      if (isAmong(before, scheme, port)) {
        count.decrementAndGet();
        return Answer.OLD;
      }
      Origin[] after = before == null ? new Origin[1] : Arrays.copyOf(before, before.length + 1);
      after[after.length - 1] = added;
      if (before == null
          ? byHost.putIfAbsent(host, after) == null
          : byHost.replace(host, before, after)) {
        return Answer.NEW;
      }
    }
  }

  private static boolean isAmong(Origin @Nullable [] known, String scheme, int port) {
    if (known != null) {
      for (Origin each : known) {
        if (each.port == port && each.scheme.equals(scheme)) {
          return true;
        }
      }
    }
    return false;
  }

  private static final class Origin {

    private final String scheme;
    private final int port;

    Origin(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }
  }
}
