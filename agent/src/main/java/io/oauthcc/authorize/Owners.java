package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.target.Place;
import io.oauthcc.target.TargetOwner;
import io.oauthcc.token.TokenSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds whose hop it is: anew for each, from where it is really sent to. */
final class Owners {

  private final KnownTargets targets;
  private final Map<TargetOwner, Owner> owners = new HashMap<>();
  private final CallContext context;
  private final Decisions decisions;

  /**
   * @param tokens a cache for each registration that {@code targets} knows
   */
  Owners(
      KnownTargets targets,
      Map<Registration, TokenSource> tokens,
      CallContext context,
      Decisions decisions) {
    this.targets = targets;
    this.context = context;
    this.decisions = decisions;
    for (Map.Entry<Registration, TokenSource> each : tokens.entrySet()) {
      owners.put(each.getKey(), new Owner(each.getKey(), each.getValue()));
    }
  }

  /**
   * Where a hop goes. Does not allocate for one that has gone there before.
   *
   * @return a {@link Place} where some target has to do with it; the host of any other hop; null on
   *     a thread of the agent's
   */
  @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Place place = targets.place(scheme, host, port, path, query);
    if (context.isAgentThread()) {
      return null;
    }
    if (place == null) {
      decisions.foreign(scheme, host, port);
      return host;
    }
    return place;
  }

  /** The same by the targets alone: what can be found out where something else is broken. */
  @Nullable Place match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Place place = targets.place(scheme, host, port, path, query);
    return place == null || place.owner() == null ? null : place;
  }

  /** Whose hops to there are; null: nobody's. */
  @Nullable Owner of(Place place) {
    TargetOwner target = place.owner();
    if (target == null) {
      return null;
    }
    Owner owner = owners.get(target);
    if (owner == null) {
      throw new IllegalStateException("registration " + target.id() + " has no token cache");
    }
    return owner;
  }
}
