package io.oauthcc.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose hop one is, if anybody's. The most specific target wins; then exclusions are asked:
 *
 * <ul>
 *   <li>a token endpoint, any other endpoint found by discovery, and everything under a configured
 *       issuer is always excluded, whoever's it is;
 *   <li>a registration's {@code exclude} binds the registration itself always, and another one
 *       where the exclusion is more specific than the target that matched;
 *   <li>a path that servers may read in different ways is excluded where any path of its host is.
 * </ul>
 *
 * <p>Immutable. What a look-up costs does not grow with the number of targets.
 */
public final class Targets {

  private final List<TargetRule> served;
  private final List<TargetRule> excluded;
  private final HostIndex hosts;
  private final Places places = new Places();
  private final Places misses = new Places();

  private Targets(List<TargetRule> served, List<TargetRule> excluded) {
    this.served = served;
    this.excluded = excluded;
    this.hosts = new HostIndex(served, excluded);
  }

  /**
   * The targets of all registrations together.
   *
   * @throws IllegalArgumentException if two registrations have an equal target
   */
  public static Targets of(List<? extends TargetOwner> owners) {
    List<String> clashes = clashes(owners);
    if (!clashes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", clashes));
    }
    List<TargetRule> served = new ArrayList<>();
    List<TargetRule> excluded = new ArrayList<>();
    for (TargetOwner owner : owners) {
      for (Target target : owner.hosts()) {
        served.add(new TargetRule(target, owner, TargetRule.OWN));
      }
      for (Target target : owner.exclude()) {
        excluded.add(new TargetRule(target, owner, TargetRule.OWN));
      }
      addProvider(excluded, owner, owner.tokenUri(), TargetRule.ENDPOINT);
      addProvider(excluded, owner, owner.issuerUri(), TargetRule.ISSUER);
    }
    return new Targets(served, excluded);
  }

  /**
   * The same targets, with endpoints that a registration's issuer announced excluded too; this, if
   * all of them are already.
   *
   * @param endpoints absolute URLs; what is none is passed over
   */
  public Targets excluding(TargetOwner owner, List<URI> endpoints) {
    List<TargetRule> more = new ArrayList<>(excluded);
    for (URI endpoint : endpoints) {
      Target target = Target.ofEndpoint(endpoint);
      if (target != null && !isEndpoint(target, more)) {
        more.add(new TargetRule(target, owner, TargetRule.ENDPOINT));
      }
    }
    return more.size() == excluded.size() ? this : new Targets(served, more);
  }

  private static boolean isEndpoint(Target target, List<TargetRule> excluded) {
    for (TargetRule rule : excluded) {
      if (rule.isEndpoint() && rule.target().equals(target)) {
        return true;
      }
    }
    return false;
  }

  private static void addProvider(
      List<TargetRule> excluded, TargetOwner owner, @Nullable URI uri, int reach) {
    Target target = uri == null ? null : Target.ofEndpoint(uri);
    if (target != null) {
      excluded.add(new TargetRule(target, owner, reach));
    }
  }

  /** One sentence for each target that two registrations have. */
  public static List<String> clashes(List<? extends TargetOwner> owners) {
    List<String> clashes = new ArrayList<>();
    Map<Target, TargetOwner> byTarget = new HashMap<>();
    for (TargetOwner owner : owners) {
      for (Target target : owner.hosts()) {
        TargetOwner known = byTarget.put(target, owner);
        if (known != null && known != owner) {
          clashes.add(
              "registrations "
                  + known.id()
                  + " and "
                  + owner.id()
                  + " both have the target "
                  + target
                  + ": take it from one of them, or give one a longer path prefix");
        }
      }
    }
    return clashes;
  }

  /**
   * Where this hop goes and whose it is; null where no target has its host, or its host's twin.
   * Takes the hop's parts as the client resolved them, never throws, takes no lock, and does not
   * allocate if the host is in lower case and the path has neither escapes nor dot segments.
   *
   * @param scheme in any case; that of a WebSocket counts as its HTTP one
   * @param host a name, or an address with or without brackets
   * @param port -1: the scheme's own
   * @param path raw; empty and null mean {@code /}
   * @param query raw, without the question mark, or null
   */
  public @Nullable Place place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    HostRules rules = host == null ? null : hosts.named(host);
    String name = host;
    if (rules == null && host != null) {
      boolean isNormal = HostName.isNormal(host);
      name = isNormal ? host : HostName.normalize(host);
      rules = name == null ? null : isNormal ? hosts.below(name) : hosts.find(name);
    }
    if (rules == null || name == null) {
      return null;
    }
    String transport = scheme == null ? null : transport(scheme);
    if (transport == null) {
      String given = scheme == null ? "?" : scheme;
      return misses.at(Verdict.UNKNOWN_SCHEME, null, given, name, port, null);
    }
    int actualPort = port == -1 ? Target.defaultPort(transport) : port;
    int origin = Target.originCode(transport, actualPort);
    String normalPath = UrlPath.normalize(path);
    String knownPath = normalPath == null ? "" : normalPath;
    TargetRule winner = rules.winner(origin, knownPath);
    if (winner == null
        || (normalPath == null && rules.excludesPaths(origin))
        || rules.exclusion(origin, knownPath, winner) != null) {
      Verdict verdict = whyNot(rules, origin, normalPath, winner);
      return misses.at(verdict, null, transport, name, actualPort, verdict.isNear() ? path : null);
    }
    if (AccessTokenParameter.isIn(query)) {
      return misses.at(Verdict.OWN_TOKEN, null, transport, name, actualPort, null);
    }
    Place place = winner.place();
    return place == null
        ? places.at(Verdict.AUTHORIZED, winner.owner(), transport, name, actualPort, null)
        : place;
  }

  private Verdict whyNot(
      HostRules rules, int origin, @Nullable String path, @Nullable TargetRule winner) {
    if (path == null) {
      return winner != null || rules.servesPaths(origin)
          ? Verdict.AMBIGUOUS_PATH
          : Verdict.NEAR_MISS;
    }
    TargetRule exclusion = rules.exclusion(origin, path, null);
    if (exclusion != null) {
      return exclusion.isProviders() ? Verdict.PROVIDER : Verdict.EXCLUDED;
    }
    return hosts.isProviderOfTwin(rules.name(), origin, path)
        ? Verdict.PROVIDER
        : Verdict.NEAR_MISS;
  }

  /** The scheme that targets have for this one, or null. */
  private static @Nullable String transport(String scheme) {
    String lower =
        scheme.equals("https") || scheme.equals("http") ? scheme : scheme.toLowerCase(Locale.ROOT);
    if (lower.equals("https") || lower.equals("wss")) {
      return "https";
    }
    return lower.equals("http") || lower.equals("ws") ? "http" : null;
  }

  /**
   * What to tell of hops to a place that nearly matched; null for any other place.
   *
   * @param place as {@link #place} gave it
   */
  public @Nullable NearMiss nearMiss(Place place) {
    HostRules rules = place.verdict().isNear() ? hosts.find(place.host()) : null;
    if (rules == null) {
      return null;
    }
    boolean pathsExcluded = rules.excludesPaths(Target.originCode(place.scheme(), place.port()));
    NearMiss nearest = null;
    for (TargetRule rule : served) {
      NearMiss miss = NearMiss.of(rule, place, pathsExcluded);
      if (miss != null && (nearest == null || miss.isCloserThan(nearest))) {
        nearest = miss;
      }
    }
    return nearest;
  }
}
