package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/** A target, whose it is, and how far it reaches. Immutable; no question allocates. */
final class TargetRule {

  /** Binds its registration, and others where it is more specific. */
  static final int OWN = 0;

  /** Binds all; its one path, with or without a final slash. */
  static final int ENDPOINT = 1;

  /** Binds all; everything below its path. */
  static final int ISSUER = 2;

  private final Target target;
  private final TargetOwner owner;
  private final int reach;
  private final @Nullable Place place;

  TargetRule(Target target, TargetOwner owner, int reach) {
    this.target = target;
    this.owner = owner;
    this.reach = reach;
    this.place =
        target.isWildcard() || target.hasAnyPort()
            ? null
            : new Place(
                Verdict.AUTHORIZED, owner, target.scheme(), target.host(), target.port(), null);
  }

  Target target() {
    return target;
  }

  TargetOwner owner() {
    return owner;
  }

  /** Where hops that it serves go; null where they go to several places. */
  @Nullable Place place() {
    return place;
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

  /** Whether it stands for the path that its prefix is or begins. */
  boolean names(String path) {
    int end = target.prefix().length();
    return reach != ENDPOINT || end == (path.endsWith("/") ? path.length() - 1 : path.length());
  }

  /** Whether it takes a hop from the target that won it, if it stands for the hop. */
  boolean binds(TargetRule winner) {
    return reach != OWN || owner == winner.owner || target.compareSpecificity(winner.target) < 0;
  }
}
