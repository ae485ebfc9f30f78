package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.log.Log;
import io.oauthcc.token.TokenSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dry-run} does with a hop: finds its registration, has a token fetched, and tells the
 * operator what would be sent. Puts nothing on any hop, and nothing waits for it.
 */
final class DryRun {

  private static final int MOST_TOLD = 256;

  private final KnownTargets targets;
  private final Map<Registration, TokenSource> tokens;
  private final CallContext context;
  private final Log log;
  private final Decisions decisions;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  DryRun(
      KnownTargets targets, Map<Registration, TokenSource> tokens, CallContext context, Log log) {
    this.targets = targets;
    this.tokens = tokens;
    this.context = context;
    this.log = log;
    this.decisions = new Decisions(targets, log, "dry-run: ");
  }

  /** Looks at a hop that is about to leave. Each piece of news is told once. */
  void lookAt(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing) {
    Registration registration = targets.match(scheme, host, port, path, query);
    TokenSource cache = registration == null ? null : tokens.get(registration);
    if (context.isAgentThread()) {
      return;
    }
    if (registration == null) {
      decisions.missed(scheme, host, port, path, query, existing);
      return;
    }
    if (cache == null) {
      return;
    }
    if (existing != null && registration.existingAuthorization() == ExistingAuthorization.KEEP) {
      decisions.kept(registration, scheme, host, port);
      return;
    }
    String origin = Decisions.origin(scheme, host, port);
    tell(
        "dry-run: requests to "
            + origin
            + " would be sent with \"Authorization: "
            + registration.scheme()
            + " ***\", the token of registration "
            + registration.id());
    if (cache.usable(scheme, host, port) == null) {
      // Nobody waits for it; what comes of it is logged where it is fetched.
      CompletableFuture<String> unused = cache.acquire(scheme, host, port);
    }
  }

  private void tell(String news) {
    if (told.size() < MOST_TOLD && told.add(news)) {
      log.info(news);
    }
  }
}
