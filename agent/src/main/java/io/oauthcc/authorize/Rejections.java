package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.token.TokenSource;
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
