package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.target.Verdict;
import io.oauthcc.token.TokenSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds whose hop it is: anew for each, from where it is really sent to. */
final class Places {

  private final KnownTargets targets;
  private final Map<Registration, Owner> owners = new HashMap<>();
  private final CallContext context;
  private final Decisions decisions;

  /**
   * @param tokens a cache for each registration that {@code targets} knows
   */
  Places(
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
   * Whose hop it is.
   *
   * @return a {@link Place}, without an owner where the operator may have meant the hop to match;
   *     the host of any other hop of nobody's; null on a thread of the agent's
   */
  @Nullable Object find(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Place matching = match(scheme, host, port, path, query);
    if (context.isAgentThread()) {
      return null;
    }
    if (matching != null) {
      return matching;
    }
    Verdict verdict = targets.reason(scheme, host, port, path, query);
    if (verdict == Verdict.NEAR_MISS || verdict == Verdict.AMBIGUOUS_PATH) {
      return new Place(null, scheme, host, port, path, query);
    }
    decisions.missed(scheme, host, port, path, query, null);
    return host;
  }

  /** The same by the targets alone: what can be found out where something else is broken. */
  @Nullable Place match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Registration registration = targets.match(scheme, host, port, path, query);
    if (registration == null) {
      return null;
    }
    Owner owner = owners.get(registration);
    if (owner == null) {
      throw new IllegalStateException("registration " + registration.id() + " has no token cache");
    }
    return new Place(owner, scheme, host, port, path, query);
  }
}
