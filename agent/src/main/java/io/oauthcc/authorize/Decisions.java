package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.log.Log;
import io.oauthcc.target.NearMiss;
import io.oauthcc.target.Place;
import io.oauthcc.target.Target;
import io.oauthcc.target.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator what becomes of hops and why, once for each origin and kind of news: as a
 * warning where a target was most likely meant to match, at debug where all is as configured. A
 * foreign hop costs one look-up, and no hop that was told of makes garbage or takes a lock.
 *
 * <p>Nothing here throws.
 */
final class Decisions {

  private static final int MOST_ORIGINS = 128;

  private final KnownTargets targets;
  private final Log log;
  private final String start;
  private final Defects defects;
  private final Map<Verdict, ToldOrigins> told = new EnumMap<>(Verdict.class);

  /** Near misses that bring a header of the application's own. */
  private final ToldOrigins toldWithOwnHeader = new ToldOrigins(MOST_ORIGINS);

  /**
   * @param start what each line begins with, or empty
   */
  Decisions(KnownTargets targets, Log log, String start) {
    this.targets = targets;
    this.log = log;
    this.start = start;
    this.defects = new Defects(log);
    for (Verdict verdict : Verdict.values()) {
      told.put(verdict, new ToldOrigins(MOST_ORIGINS));
    }
  }

  /** About a hop to a host that no target has. */
  void foreign(@Nullable String scheme, @Nullable String host, int port) {
    try {
      quietly(Verdict.FOREIGN, scheme, host, port, "get no token: no target has this host");
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /**
   * About a hop that some target has to do with, but no registration acts on.
   *
   * @param existing the headers that are on it; null: none
   */
  void missed(Place place, @Nullable List<String> existing) {
    try {
      String scheme = place.scheme();
      String host = place.host();
      int port = place.port();
      Verdict verdict = place.verdict();
      switch (verdict) {
        case NEAR_MISS:
        case AMBIGUOUS_PATH:
          nearlyMissed(place, existing != null && !existing.isEmpty());
          break;
        case OWN_TOKEN:
          if (isNew(verdict, scheme, host, port)) {
            log.info(
                start
                    + "requests to "
                    + origin(scheme, host, port)
                    + " that have an access_token in their URL are left alone: they bring their"
                    + " own");
          }
          break;
        case EXCLUDED:
          quietly(verdict, scheme, host, port, "are excluded by the configuration (exclude)");
          break;
        case PROVIDER:
          quietly(
              verdict,
              scheme,
              host,
              port,
              "are the provider's (token-uri, issuer-uri, or discovered) and never get a token");
          break;
        case UNKNOWN_SCHEME:
          quietly(
              verdict, scheme, host, port, "get no token: what they are sent over is not known");
          break;
        default:
          break;
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /** About a hop on which the application's own header stays. */
  void kept(Registration registration, @Nullable String scheme, @Nullable String host, int port) {
    try {
      if (isNew(Verdict.KEPT, scheme, host, port)) {
        log.info(
            start
                + "requests to "
                + origin(scheme, host, port)
                + (start.isEmpty() ? " keep" : " would keep")
                + " the Authorization that the application set itself (registration "
                + registration.id()
                + ", existing-authorization=keep); existing-authorization=replace puts the token in"
                + " its place");
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /** About a hop that gets its registration's token. */
  void authorized(
      Registration registration, @Nullable String scheme, @Nullable String host, int port) {
    try {
      if (log.isDebugEnabled() && isNew(Verdict.AUTHORIZED, scheme, host, port)) {
        log.debug(
            start
                + "requests to "
                + origin(scheme, host, port)
                + " get the token of registration "
                + registration.id());
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  private void nearlyMissed(Place place, boolean ownHeader) {
    ToldOrigins origins = ownHeader ? toldWithOwnHeader : told(place.verdict());
    if (!isNew(origins, place.scheme(), place.host(), place.port())) {
      return;
    }
    NearMiss miss = targets.nearMiss(place);
    if (miss == null) {
      return;
    }
    String message = start + miss.message();
    if (ownHeader
        && ((Registration) miss.owner()).existingAuthorization() == ExistingAuthorization.KEEP) {
      if (log.isDebugEnabled()) {
        log.debug(message + "; they bring an Authorization of their own");
      }
    } else {
      log.warn(message);
    }
  }

  private void quietly(
      Verdict verdict, @Nullable String scheme, @Nullable String host, int port, String what) {
    if (log.isDebugEnabled() && isNew(verdict, scheme, host, port)) {
      log.debug(start + "requests to " + origin(scheme, host, port) + " " + what);
    }
  }

  private boolean isNew(Verdict verdict, @Nullable String scheme, @Nullable String host, int port) {
    return isNew(told(verdict), scheme, host, port);
  }

  private boolean isNew(
      ToldOrigins origins, @Nullable String scheme, @Nullable String host, int port) {
    String givenScheme = scheme == null ? "" : scheme;
    String givenHost = host == null ? "" : host;
    ToldOrigins.Answer answer = origins.add(givenScheme, givenHost, port);
    if (answer == ToldOrigins.Answer.NEW) {
      // The same place may have been told in another spelling.
      String plainScheme = plainScheme(givenScheme);
      String plainHost = plainHost(givenHost);
      int plainPort = port >= 0 ? port : plainScheme.equals("https") ? 443 : 80;
      boolean isPlain =
          plainScheme.equals(givenScheme) && plainHost.equals(givenHost) && plainPort == port;
      answer = isPlain ? answer : origins.add(plainScheme, plainHost, plainPort);
    }
    if (answer == ToldOrigins.Answer.ONE_TOO_MANY && log.isDebugEnabled()) {
      log.debug(start + "too many origins have the same news; no more of them is told");
    }
    return answer == ToldOrigins.Answer.NEW;
  }

  private static String plainScheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("wss") ? "https" : lower.equals("ws") ? "http" : lower;
  }

  private static String plainHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String open = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return open.startsWith("[") && open.endsWith("]") ? open.substring(1, open.length() - 1) : open;
  }

  private ToldOrigins told(Verdict verdict) {
    ToldOrigins origins = told.get(verdict);
    if (origins == null) {
      throw new IllegalStateException("no such news: " + verdict);
    }
    return origins;
  }

  /** Without what may stand before a host in a client that does not take it apart. */
  static String origin(@Nullable String scheme, @Nullable String host, int port) {
    String name = String.valueOf(host);
    String clean = name.substring(name.lastIndexOf('@') + 1);
    String brackets = clean.indexOf(':') >= 0 && !clean.startsWith("[") ? "[" + clean + "]" : clean;
    return (scheme == null ? "?" : scheme.toLowerCase(Locale.ROOT))
        + "://"
        + (brackets.length() > 255 ? brackets.substring(0, 255) : brackets)
        + (port < 0 || (scheme != null && port == Target.defaultPort(scheme)) ? "" : ":" + port);
  }
}
