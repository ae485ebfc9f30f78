package io.oauthcc.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Targets} decides, said in the plainest way: it compares a hop to one rule after the
 * other, most specific first. Slow, and with nothing to get wrong but the rules themselves.
 */
final class LinearTargets {

  private static final List<String> TWINS = List.of("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");

  /** How far an exclusion reaches. */
  private enum Reach {
    OWN,
    ENDPOINT,
    ISSUER
  }

  private record Rule(Target target, TargetOwner owner, Reach reach) {

    boolean isAt(Hop hop) {
      return target.hasOrigin(hop.scheme, hop.port)
          && (target.isWildcard()
              ? target.wildcardMatches(hop.name)
              : target.host().equals(hop.name));
    }

    boolean isForPath() {
      return reach != Reach.OWN || !target.isWholeHost();
    }

    boolean names(String path) {
      return reach == Reach.ENDPOINT
          ? target.prefix().equals(UrlPath.withoutFinalSlash(path))
          : target.holds(path);
    }

    boolean excludes(Rule winner, @Nullable String path) {
      boolean binds =
          reach != Reach.OWN
              || owner == winner.owner
              || target.compareSpecificity(winner.target) < 0;
      return path == null ? isForPath() || binds : names(path) && binds;
    }
  }

  private record Hop(String scheme, String name, int port, @Nullable String path) {

    Hop at(String otherName) {
      return new Hop(scheme, otherName, port, path);
    }
  }

  private final List<Rule> served = new ArrayList<>();
  private final List<Rule> excluded = new ArrayList<>();

  LinearTargets(List<? extends TargetOwner> owners) {
    for (TargetOwner owner : owners) {
      owner.hosts().forEach(target -> served.add(new Rule(target, owner, Reach.OWN)));
      owner.exclude().forEach(target -> excluded.add(new Rule(target, owner, Reach.OWN)));
      exclude(owner, owner.tokenUri(), Reach.ENDPOINT);
      exclude(owner, owner.issuerUri(), Reach.ISSUER);
    }
    sort();
  }

  private void exclude(TargetOwner owner, @Nullable URI uri, Reach reach) {
    Target target = uri == null ? null : Target.ofEndpoint(uri);
    if (target != null) {
      excluded.add(new Rule(target, owner, reach));
    }
  }

  private void sort() {
    served.sort((one, other) -> one.target.compareSpecificity(other.target));
    excluded.sort((one, other) -> one.target.compareSpecificity(other.target));
  }

  void exclude(TargetOwner owner, List<URI> endpoints) {
    endpoints.forEach(uri -> exclude(owner, uri, Reach.ENDPOINT));
    sort();
  }

  /** Whose a hop is; null: nobody's. */
  @Nullable TargetOwner owner(
      String scheme, String host, int port, @Nullable String path, @Nullable String query) {
    Hop hop = hop(scheme, host, port, path);
    Rule winner = hop == null ? null : winner(hop);
    return hop == null
            || winner == null
            || isExcluded(winner, hop)
            || AccessTokenParameter.isIn(query)
        ? null
        : winner.owner;
  }

  /** Why a hop is whose it is. */
  Verdict verdict(
      String scheme, String host, int port, @Nullable String path, @Nullable String query) {
    String name = HostName.normalize(host);
    if (name == null || !isKnown(name)) {
      return Verdict.FOREIGN;
    }
    Hop hop = hop(scheme, host, port, path);
    if (hop == null) {
      return Verdict.UNKNOWN_SCHEME;
    }
    Rule winner = winner(hop);
    if (winner != null && !isExcluded(winner, hop)) {
      return AccessTokenParameter.isIn(query) ? Verdict.OWN_TOKEN : Verdict.AUTHORIZED;
    }
    if (hop.path == null) {
      return served.stream().anyMatch(rule -> rule.isAt(hop))
          ? Verdict.AMBIGUOUS_PATH
          : Verdict.NEAR_MISS;
    }
    Rule exclusion = exclusion(hop);
    if (exclusion != null) {
      return exclusion.reach == Reach.OWN ? Verdict.EXCLUDED : Verdict.PROVIDER;
    }
    return TWINS.contains(name) && TWINS.stream().anyMatch(twin -> isProviders(hop.at(twin)))
        ? Verdict.PROVIDER
        : Verdict.NEAR_MISS;
  }

  private static @Nullable Hop hop(String scheme, String host, int port, @Nullable String path) {
    String name = HostName.normalize(host);
    String transport =
        switch (scheme) {
          case "http", "ws" -> "http";
          case "https", "wss" -> "https";
          default -> null;
        };
    return name == null || transport == null
        ? null
        : new Hop(
            transport,
            name,
            port == -1 ? Target.defaultPort(transport) : port,
            UrlPath.normalize(path));
  }

  private boolean isKnown(String name) {
    return served.stream()
        .map(Rule::target)
        .anyMatch(
            target ->
                target.isWildcard()
                    ? target.wildcardMatches(name) || target.host().equals("." + name)
                    : target.host().equals(name)
                        || (TWINS.contains(name) && TWINS.contains(target.host())));
  }

  private @Nullable Rule winner(Hop hop) {
    return served.stream()
        .filter(rule -> rule.isAt(hop) && rule.target.holds(hop.path))
        .findFirst()
        .orElse(null);
  }

  private boolean isExcluded(Rule winner, Hop hop) {
    return excluded.stream().anyMatch(rule -> rule.isAt(hop) && rule.excludes(winner, hop.path));
  }

  private @Nullable Rule exclusion(Hop hop) {
    String path = hop.path;
    return excluded.stream()
        .filter(rule -> path != null && rule.isAt(hop) && rule.names(path))
        .findFirst()
        .orElse(null);
  }

  private boolean isProviders(Hop hop) {
    Rule exclusion = exclusion(hop);
    return exclusion != null && exclusion.reach != Reach.OWN;
  }
}
