package io.oauthcc.target;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a hop that matches nothing does so. Only hops whose host has to do with a target's are looked
 * at closer: the host itself, {@code localhost} for {@code 127.0.0.1} or {@code [::1]}, and {@code
 * example.com} for {@code *.example.com}. A hop to any other costs one hash look-up, and one
 * comparison for each wildcard. Immutable.
 */
public final class NearMisses {

  private static final String[] LOOPBACK = {"localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]"};

  private final Targets targets;
  private final Set<String> names;

  /** Those of these targets. */
  public NearMisses(Targets targets) {
    this.targets = targets;
    Set<String> near = new HashSet<>();
    for (TargetRule rule : targets.served()) {
      String host = rule.target().host();
      near.add(rule.target().isWildcard() ? host.substring(1) : host);
      if (isLoopbackTwin(host)) {
        Collections.addAll(near, LOOPBACK);
      }
    }
    this.names = near;
  }

  /** Whether the names of this machine that people mix up include this one. */
  static boolean isLoopbackTwin(String normalHost) {
    for (String each : LOOPBACK) {
      if (each.equals(normalHost)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Why {@link Targets#match} gives null for this hop, of which it takes the same parts. Never
   * throws and takes no lock; does not allocate where {@code match} does not.
   */
  public Verdict reason(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    String name = host == null || HostName.isNormal(host) ? host : HostName.normalize(host);
    if (name == null || !(names.contains(name) || targets.isServed(name))) {
      return Verdict.FOREIGN;
    }
    String transport = scheme == null ? null : Targets.transport(scheme);
    if (transport == null) {
      return Verdict.UNKNOWN_SCHEME;
    }
    int actualPort = port == -1 ? Target.defaultPort(transport) : port;
    String normalPath = UrlPath.normalize(path);
    TargetRule winner = targets.winner(name, transport, actualPort, normalPath);
    if (winner != null && !targets.isExcluded(winner, name, transport, actualPort, normalPath)) {
      return AccessTokenParameter.isIn(query) ? Verdict.OWN_TOKEN : Verdict.AUTHORIZED;
    }
    if (normalPath == null) {
      return winner != null || hasOrigin(name, transport, actualPort)
          ? Verdict.AMBIGUOUS_PATH
          : Verdict.NEAR_MISS;
    }
    TargetRule exclusion = targets.exclusion(name, transport, actualPort, normalPath);
    if (exclusion != null) {
      return exclusion.isProviders() ? Verdict.PROVIDER : Verdict.EXCLUDED;
    }
    return isTwinOfProvider(name, transport, actualPort, normalPath)
        ? Verdict.PROVIDER
        : Verdict.NEAR_MISS;
  }

  private boolean hasOrigin(String name, String scheme, int port) {
    for (TargetRule rule : targets.served()) {
      Target target = rule.target();
      if (rule.isAt(name, scheme, port) && (target.isWildcard() || target.host().equals(name))) {
        return true;
      }
    }
    return false;
  }

  private boolean isTwinOfProvider(String name, String scheme, int port, String path) {
    if (isLoopbackTwin(name)) {
      for (String twin : LOOPBACK) {
        TargetRule exclusion = targets.exclusion(twin, scheme, port, path);
        if (exclusion != null && exclusion.isProviders()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What to tell of a hop that {@link #reason} gives {@link Verdict#NEAR_MISS} or {@link
   * Verdict#AMBIGUOUS_PATH} for; null for any other, and where it has no origin to name.
   */
  public @Nullable NearMiss nearMiss(
      @Nullable String scheme, @Nullable String host, int port, @Nullable String path) {
    String name = host == null ? null : HostName.normalize(host);
    String transport = scheme == null ? null : Targets.transport(scheme);
    if (name == null || transport == null) {
      return null;
    }
    int actualPort = port == -1 ? Target.defaultPort(transport) : port;
    boolean excludesPaths = targets.excludesPaths(name, transport, actualPort);
    NearMiss nearest = null;
    for (TargetRule rule : targets.served()) {
      NearMiss miss = NearMiss.of(rule, transport, name, actualPort, path, excludesPaths);
      if (miss != null && (nearest == null || miss.isCloserThan(nearest))) {
        nearest = miss;
      }
    }
    return nearest;
  }
}
