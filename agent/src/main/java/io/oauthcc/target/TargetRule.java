package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/** A target, whose it is, and how far it reaches. Immutable; no question allocates. */
final class TargetRule implements Comparable<TargetRule> {

  /** Binds its registration, and others where it is more specific. */
  static final int OWN = 0;

  /** Binds all; its one path, with or without a final slash. */
  static final int ENDPOINT = 1;

  /** Binds all; everything below its path. */
  static final int ISSUER = 2;

  private final Target target;
  private final TargetOwner owner;
  private final int reach;

  TargetRule(Target target, TargetOwner owner, int reach) {
    this.target = target;
    this.owner = owner;
    this.reach = reach;
  }

  Target target() {
    return target;
  }

  TargetOwner owner() {
    return owner;
  }

  /** Whether it is there for a registration's token endpoint, issuer or discovered endpoint. */
  boolean isProviders() {
    return reach != OWN;
  }

  boolean isEndpoint() {
    return reach == ENDPOINT;
  }

  /** Whether it stands for less than its host. */
  boolean isForPath() {
    return reach != OWN || !target.isWholeHost();
  }

  boolean isAt(String name, String scheme, int port) {
    return target.hasOrigin(scheme, port) && (!target.isWildcard() || target.wildcardMatches(name));
  }

  /** Whether it stands for a path at its place, whoever asks. */
  boolean names(String path) {
    return reach == ENDPOINT
        ? target.prefix().equals(UrlPath.withoutFinalSlash(path))
        : target.holds(path);
  }

  /** Whether it takes a hop at its place from the target that matched. */
  boolean excludes(TargetRule winner, @Nullable String path) {
    if (path == null) {
      return isForPath() || binds(winner);
    }
    return names(path) && (reach != OWN || binds(winner));
  }

  private boolean binds(TargetRule winner) {
    return owner == winner.owner || target.compareSpecificity(winner.target) < 0;
  }

  @Override
  public int compareTo(TargetRule other) {
    return target.compareSpecificity(other.target);
  }
}
