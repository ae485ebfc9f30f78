package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.target.Place;
import io.oauthcc.target.TargetOwner;
import io.oauthcc.token.TokenSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows whose a place is, as the hops to there need it. */
final class Owners {

  private final Map<TargetOwner, Owner> owners = new HashMap<>();

  /**
   * @param tokens a cache for each registration
   */
  Owners(Map<Registration, TokenSource> tokens) {
    for (Map.Entry<Registration, TokenSource> each : tokens.entrySet()) {
      owners.put(each.getKey(), new Owner(each.getKey(), each.getValue()));
    }
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

  /** Has each registration's first token fetched. */
  void prefetch() {
    for (Owner owner : owners.values()) {
      owner.tokens().prefetch();
    }
  }
}
