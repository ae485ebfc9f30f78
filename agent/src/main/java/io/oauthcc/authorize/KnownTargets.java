package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.target.NearMiss;
import io.oauthcc.target.NearMisses;
import io.oauthcc.target.Targets;
import io.oauthcc.target.Verdict;
import java.net.URI;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The targets as they are known by now: those of the configuration, less the endpoints that were
 * discovered since. Thread-safe; a look-up takes no lock.
 */
public final class KnownTargets {

  private final ReentrantLock changing = new ReentrantLock();
  private volatile Targets targets;
  private volatile NearMisses nearMisses;

  /** Starts with what the configuration says. */
  public KnownTargets(Targets configured) {
    this.targets = configured;
    this.nearMisses = new NearMisses(configured);
  }

  /** From now on, nobody's token goes on a hop to one of these endpoints. */
  public void exclude(Registration registration, List<URI> discoveredEndpoints) {
    changing.lock();
    try {
      Targets now = targets.excluding(registration, discoveredEndpoints);
      targets = now;
      nearMisses = new NearMisses(now);
    } finally {
      changing.unlock();
    }
  }

  /** See {@link Targets#match}. */
  @Nullable Registration match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return (Registration) targets.match(scheme, host, port, path, query);
  }

  /** See {@link NearMisses#reason}. */
  Verdict reason(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return nearMisses.reason(scheme, host, port, path, query);
  }

  /** See {@link NearMisses#nearMiss}. */
  @Nullable NearMiss nearMiss(
      @Nullable String scheme, @Nullable String host, int port, @Nullable String path) {
    return nearMisses.nearMiss(scheme, host, port, path);
  }

  /** Whether a hop is a registration's that leaves what the application set itself. */
  boolean keepsExisting(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Registration registration = match(scheme, host, port, path, query);
    return registration != null
        && registration.existingAuthorization() == ExistingAuthorization.KEEP;
  }
}
