package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.token.TokenSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what follows where an API refuses a hop that carried a token. */
final class Rejections {

  private final KnownTargets targets;
  private final Map<Registration, TokenSource> tokens;
  private final CallContext context;

  /**
   * @param tokens a cache for each registration that {@code targets} knows
   */
  Rejections(KnownTargets targets, Map<Registration, TokenSource> tokens, CallContext context) {
    this.targets = targets;
    this.tokens = tokens;
    this.context = context;
  }

  /**
   * Whether to send the hop once more. The token is given up only if it is one of the registration
   * that the hop belongs to, only that very token, and only for the origin that refused it: one
   * that came meanwhile stays, and so does this one for others. Never waits.
   *
   * @param sent the value that was on the hop
   * @param replayable whether it can be sent once more
   */
  boolean rejected(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String sent,
      int status,
      boolean replayable) {
    if (sent == null || context.isAgentThread()) {
      return false;
    }
    Registration registration = targets.match(scheme, host, port, path, query);
    if (registration == null || !registration.unauthorizedStatus().contains(status)) {
      return false;
    }
    OnUnauthorized mode = registration.onUnauthorized();
    TokenSource cache = tokens.get(registration);
    if (cache == null || mode == OnUnauthorized.IGNORE || !cache.isOurs(sent)) {
      return false;
    }
    if (mode == OnUnauthorized.RETRY && replayable) {
      return cache.rejected(sent, scheme, host, port);
    }
    cache.evict(sent, scheme, host, port);
    return false;
  }

  /**
   * Whether to send the hop once more. The token is given up only if it is one of the registration
   * that the hop belongs to, only that very token, and only for the origin that refused it: one
   * that came meanwhile stays, and so does this one for others. Never waits.
   *
   * @param sent the values that were on the hop; null: none
   * @param replayable whether it can be sent once more
   */
  boolean rejected(Place place, @Nullable List<String> sent, int status, boolean replayable) {
    Owner owner = place.owner;
    if (owner == null || !owner.registration().unauthorizedStatus().contains(status)) {
      return false;
    }
    OnUnauthorized mode = owner.registration().onUnauthorized();
    String ours = mode == OnUnauthorized.IGNORE ? null : ours(owner, sent);
    if (ours == null) {
      return false;
    }
    if (mode == OnUnauthorized.RETRY && replayable) {
      return owner.tokens().rejected(ours, place.scheme, place.host, place.port);
    }
    owner.tokens().evict(ours, place.scheme, place.host, place.port);
    return false;
  }

  /**
   * Whether a value of the application's own would not come to such a hop: one of ours was on it,
   * and takes its place.
   *
   * @param sent the values that were on the hop; null: none
   */
  boolean displaces(Place place, @Nullable List<String> sent) {
    Owner owner = place.owner;
    return owner != null && !owner.keepsExisting() && ours(owner, sent) != null;
  }

  private static @Nullable String ours(Owner owner, @Nullable List<String> values) {
    if (values != null) {
      for (String value : values) {
        if (value != null && owner.tokens().isOurs(value)) {
          return value;
        }
      }
    }
    return null;
  }

  /**
   * Whether a value of the application's own would not come to such a hop: one of ours was on it,
   * and takes its place.
   *
   * @param sent the value that was on the hop
   */
  boolean displaces(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String sent) {
    if (sent == null || context.isAgentThread()) {
      return false;
    }
    Registration registration = targets.match(scheme, host, port, path, query);
    if (registration == null
        || registration.existingAuthorization() != ExistingAuthorization.REPLACE) {
      return false;
    }
    TokenSource cache = tokens.get(registration);
    return cache != null && cache.isOurs(sent);
  }
}
