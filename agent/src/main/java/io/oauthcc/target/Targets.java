package io.oauthcc.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which registration, if any, acts on a hop. The most specific target wins; then exclusions
 * are asked:
 *
 * <ul>
 *   <li>a token endpoint, any other endpoint found by discovery, and everything under a configured
 *       issuer is always excluded, whoever's it is;
 *   <li>a registration's {@code exclude} binds the registration itself always, and another one
 *       where the exclusion is more specific than the target that matched;
 *   <li>a path that servers may read in different ways is excluded where any path of its host is.
 * </ul>
 *
 * <p>Immutable. A hop to a host that no target names costs one hash look-up, and one comparison for
 * each wildcard.
 */
public final class Targets {

  private final List<TargetRule> servedRules;
  private final List<TargetRule> excludedRules;
  private final Map<String, TargetRule[]> served;
  private final Map<String, TargetRule[]> excluded;
  private final TargetRule[] servedWildcards;
  private final TargetRule[] excludedWildcards;

  private Targets(List<TargetRule> served, List<TargetRule> excluded) {
    this.servedRules = served;
    this.excludedRules = excluded;
    this.served = byHost(served);
    this.excluded = byHost(excluded);
    this.servedWildcards = wildcards(served);
    this.excludedWildcards = wildcards(excluded);
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
    List<TargetRule> excluded = new ArrayList<>(excludedRules);
    for (URI endpoint : endpoints) {
      Target target = Target.ofEndpoint(endpoint);
      if (target != null && !isEndpoint(target, excluded)) {
        excluded.add(new TargetRule(target, owner, TargetRule.ENDPOINT));
      }
    }
    return excluded.size() == excludedRules.size() ? this : new Targets(servedRules, excluded);
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
   * The registration whose client acts on this hop, or null. Takes the hop's parts as the client
   * resolved them, never throws, takes no lock, and does not allocate if the host is in lower case
   * and the path has neither escapes nor dot segments.
   *
   * @param scheme in any case; that of a WebSocket counts as its HTTP one
   * @param host a name, or an address with or without brackets
   * @param port -1: the scheme's own
   * @param path raw; empty and null mean {@code /}
   * @param query raw, without the question mark, or null
   */
  public @Nullable TargetOwner match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    if (scheme == null || host == null) {
      return null;
    }
    String name = HostName.isNormal(host) ? host : HostName.normalize(host);
    if (name == null || !isServed(name)) {
      return null;
    }
    String transport = transport(scheme);
    if (transport == null) {
      return null;
    }
    int actualPort = port == -1 ? Target.defaultPort(transport) : port;
    String normalPath = UrlPath.normalize(path);
    TargetRule winner = winner(name, transport, actualPort, normalPath);
    if (winner == null
        || AccessTokenParameter.isIn(query)
        || isExcluded(winner, name, transport, actualPort, normalPath)) {
      return null;
    }
    return winner.owner();
  }

  /** Whether any hop to this host may be somebody's. */
  boolean isServed(String name) {
    return served.containsKey(name) || anyMatches(servedWildcards, name);
  }

  /** What serves hops to there, exclusions aside; null if nothing does. */
  @Nullable TargetRule winner(String name, String scheme, int port, @Nullable String path) {
    TargetRule[] own = served.get(name);
    TargetRule winner = own == null ? null : first(own, name, scheme, port, path);
    return winner == null ? first(servedWildcards, name, scheme, port, path) : winner;
  }

  /** Everything that is served. */
  List<TargetRule> served() {
    return servedRules;
  }

  /** The exclusion that stands for a path, whomever it binds; null if none does. */
  @Nullable TargetRule exclusion(String name, String scheme, int port, String path) {
    TargetRule[] own = excluded.get(name);
    TargetRule exclusion = own == null ? null : naming(own, name, scheme, port, path);
    return exclusion == null ? naming(excludedWildcards, name, scheme, port, path) : exclusion;
  }

  /** Whether an exclusion names a path there, which an ambiguous one may be. */
  boolean excludesPaths(String name, String scheme, int port) {
    for (TargetRule rule : excludedRules) {
      Target target = rule.target();
      boolean here = target.isWildcard() || target.host().equals(name);
      if (here && rule.isAt(name, scheme, port) && rule.isForPath()) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable TargetRule naming(
      TargetRule[] rules, String name, String scheme, int port, String path) {
    for (TargetRule rule : rules) {
      if (rule.isAt(name, scheme, port) && rule.names(path)) {
        return rule;
      }
    }
    return null;
  }

  /** Whether exclusions take a hop from the target that matched. */
  boolean isExcluded(
      TargetRule winner, String name, String scheme, int port, @Nullable String path) {
    TargetRule[] own = excluded.get(name);
    return (own != null && anyExcludes(own, winner, name, scheme, port, path))
        || anyExcludes(excludedWildcards, winner, name, scheme, port, path);
  }

  private static boolean anyExcludes(
      TargetRule[] rules,
      TargetRule winner,
      String name,
      String scheme,
      int port,
      @Nullable String path) {
    for (TargetRule rule : rules) {
      if (rule.isAt(name, scheme, port) && rule.excludes(winner, path)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable TargetRule first(
      TargetRule[] rules, String name, String scheme, int port, @Nullable String path) {
    for (TargetRule rule : rules) {
      if (rule.isAt(name, scheme, port) && rule.target().holds(path)) {
        return rule;
      }
    }
    return null;
  }

  private static boolean anyMatches(TargetRule[] wildcards, String name) {
    for (TargetRule rule : wildcards) {
      if (rule.target().wildcardMatches(name)) {
        return true;
      }
    }
    return false;
  }

  /** The scheme that targets have for this one, or null. */
  static @Nullable String transport(String scheme) {
    String lower =
        scheme.equals("https") || scheme.equals("http") ? scheme : scheme.toLowerCase(Locale.ROOT);
    if (lower.equals("https") || lower.equals("wss")) {
      return "https";
    }
    return lower.equals("http") || lower.equals("ws") ? "http" : null;
  }

  private static Map<String, TargetRule[]> byHost(List<TargetRule> rules) {
    Map<String, List<TargetRule>> lists = new HashMap<>();
    for (TargetRule rule : rules) {
      if (!rule.target().isWildcard()) {
        List<TargetRule> list = lists.get(rule.target().host());
        if (list == null) {
          list = new ArrayList<>();
          lists.put(rule.target().host(), list);
        }
        list.add(rule);
      }
    }
    Map<String, TargetRule[]> byHost = new HashMap<>();
    for (Map.Entry<String, List<TargetRule>> entry : lists.entrySet()) {
      byHost.put(entry.getKey(), mostSpecificFirst(entry.getValue()));
    }
    return byHost;
  }

  private static TargetRule[] wildcards(List<TargetRule> rules) {
    List<TargetRule> wildcards = new ArrayList<>();
    for (TargetRule rule : rules) {
      if (rule.target().isWildcard()) {
        wildcards.add(rule);
      }
    }
    return mostSpecificFirst(wildcards);
  }

  private static TargetRule[] mostSpecificFirst(List<TargetRule> rules) {
    Collections.sort(rules);
    return rules.toArray(new TargetRule[0]);
  }
}
