package io.oauthcc.config;

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

  private final List<Rule> servedRules;
  private final List<Rule> excludedRules;
  private final Map<String, Rule[]> served;
  private final Map<String, Rule[]> excluded;
  private final Rule[] servedWildcards;
  private final Rule[] excludedWildcards;

  private Targets(List<Rule> served, List<Rule> excluded) {
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
  public static Targets of(List<Registration> registrations) {
    List<String> clashes = clashes(registrations);
    if (!clashes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", clashes));
    }
    List<Rule> served = new ArrayList<>();
    List<Rule> excluded = new ArrayList<>();
    for (Registration registration : registrations) {
      for (Target target : registration.hosts()) {
        served.add(new Rule(target, registration, Rule.OWN));
      }
      for (Target target : registration.exclude()) {
        excluded.add(new Rule(target, registration, Rule.OWN));
      }
      addProvider(excluded, registration, registration.tokenUri(), Rule.ENDPOINT);
      addProvider(excluded, registration, registration.issuerUri(), Rule.ISSUER);
    }
    return new Targets(served, excluded);
  }

  /**
   * The same targets, with endpoints that a registration's issuer announced excluded too; this, if
   * all of them are already.
   *
   * @param endpoints absolute URLs; what is none is passed over
   */
  public Targets excluding(Registration registration, List<URI> endpoints) {
    List<Rule> excluded = new ArrayList<>(excludedRules);
    for (URI endpoint : endpoints) {
      Target target = Target.ofEndpoint(endpoint);
      if (target != null && !isEndpoint(target, excluded)) {
        excluded.add(new Rule(target, registration, Rule.ENDPOINT));
      }
    }
    return excluded.size() == excludedRules.size() ? this : new Targets(servedRules, excluded);
  }

  private static boolean isEndpoint(Target target, List<Rule> excluded) {
    for (Rule rule : excluded) {
      if (rule.reach == Rule.ENDPOINT && rule.target.equals(target)) {
        return true;
      }
    }
    return false;
  }

  private static void addProvider(
      List<Rule> excluded, Registration registration, @Nullable URI uri, int reach) {
    Target target = uri == null ? null : Target.ofEndpoint(uri);
    if (target != null) {
      excluded.add(new Rule(target, registration, reach));
    }
  }

  /** One sentence for each target that two registrations have. */
  static List<String> clashes(List<Registration> registrations) {
    List<String> clashes = new ArrayList<>();
    Map<Target, Registration> owners = new HashMap<>();
    for (Registration registration : registrations) {
      for (Target target : registration.hosts()) {
        Registration owner = owners.put(target, registration);
        if (owner != null && owner != registration) {
          clashes.add(
              "registrations "
                  + owner.id()
                  + " and "
                  + registration.id()
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
  public @Nullable Registration match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    if (scheme == null || host == null) {
      return null;
    }
    String name = HostName.isNormal(host) ? host : HostName.normalize(host);
    if (name == null) {
      return null;
    }
    Rule[] own = served.get(name);
    if (own == null && !anyMatches(servedWildcards, name)) {
      return null;
    }
    String transport = transport(scheme);
    if (transport == null) {
      return null;
    }
    int actualPort = port == -1 ? Target.defaultPort(transport) : port;
    String normalPath = UrlPath.normalize(path);
    Rule winner = own == null ? null : first(own, name, transport, actualPort, normalPath);
    if (winner == null) {
      winner = first(servedWildcards, name, transport, actualPort, normalPath);
    }
    if (winner == null
        || AccessTokenParameter.isIn(query)
        || isExcluded(winner, name, transport, actualPort, normalPath)) {
      return null;
    }
    return winner.registration;
  }

  private boolean isExcluded(
      Rule winner, String name, String scheme, int port, @Nullable String path) {
    Rule[] own = excluded.get(name);
    return (own != null && anyExcludes(own, winner, name, scheme, port, path))
        || anyExcludes(excludedWildcards, winner, name, scheme, port, path);
  }

  private static boolean anyExcludes(
      Rule[] rules, Rule winner, String name, String scheme, int port, @Nullable String path) {
    for (Rule rule : rules) {
      if (rule.isAt(name, scheme, port) && rule.excludes(winner, path)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Rule first(
      Rule[] rules, String name, String scheme, int port, @Nullable String path) {
    for (Rule rule : rules) {
      if (rule.isAt(name, scheme, port) && rule.target.holds(path)) {
        return rule;
      }
    }
    return null;
  }

  private static boolean anyMatches(Rule[] wildcards, String name) {
    for (Rule rule : wildcards) {
      if (rule.target.wildcardMatches(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String transport(String scheme) {
    String lower =
        scheme.equals("https") || scheme.equals("http") ? scheme : scheme.toLowerCase(Locale.ROOT);
    if (lower.equals("https") || lower.equals("wss")) {
      return "https";
    }
    return lower.equals("http") || lower.equals("ws") ? "http" : null;
  }

  private static Map<String, Rule[]> byHost(List<Rule> rules) {
    Map<String, List<Rule>> lists = new HashMap<>();
    for (Rule rule : rules) {
      if (!rule.target.isWildcard()) {
        List<Rule> list = lists.get(rule.target.host());
        if (list == null) {
          list = new ArrayList<>();
          lists.put(rule.target.host(), list);
        }
        list.add(rule);
      }
    }
    Map<String, Rule[]> byHost = new HashMap<>();
    for (Map.Entry<String, List<Rule>> entry : lists.entrySet()) {
      byHost.put(entry.getKey(), mostSpecificFirst(entry.getValue()));
    }
    return byHost;
  }

  private static Rule[] wildcards(List<Rule> rules) {
    List<Rule> wildcards = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.target.isWildcard()) {
        wildcards.add(rule);
      }
    }
    return mostSpecificFirst(wildcards);
  }

  private static Rule[] mostSpecificFirst(List<Rule> rules) {
    Collections.sort(rules);
    return rules.toArray(new Rule[0]);
  }

  /** A target and whose it is. */
  private static final class Rule implements Comparable<Rule> {

    /** Binds its registration, and others where it is more specific. */
    static final int OWN = 0;

    /** Binds all; its one path, with or without a final slash. */
    static final int ENDPOINT = 1;

    /** Binds all; everything below its path. */
    static final int ISSUER = 2;

    private final Target target;
    private final Registration registration;
    private final int reach;

    Rule(Target target, Registration registration, int reach) {
      this.target = target;
      this.registration = registration;
      this.reach = reach;
    }

    boolean isAt(String name, String scheme, int port) {
      return target.hasOrigin(scheme, port)
          && (!target.isWildcard() || target.wildcardMatches(name));
    }

    boolean excludes(Rule winner, @Nullable String path) {
      if (reach == ENDPOINT) {
        return path == null || target.prefix().equals(UrlPath.withoutFinalSlash(path));
      }
      if (reach == ISSUER) {
        return path == null || target.holds(path);
      }
      if (path == null && !target.isWholeHost()) {
        return true;
      }
      return target.holds(path)
          && (registration == winner.registration || target.compareSpecificity(winner.target) < 0);
    }

    @Override
    public int compareTo(Rule other) {
      return target.compareSpecificity(other.target);
    }
  }
}
