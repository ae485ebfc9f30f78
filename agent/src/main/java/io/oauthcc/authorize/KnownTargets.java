package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.target.NearMiss;
import io.oauthcc.target.Place;
import io.oauthcc.target.Targets;
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

  /** Starts with what the configuration says. */
  public KnownTargets(Targets configured) {
    this.targets = configured;
  }

  /** From now on, nobody's token goes on a hop to one of these endpoints. */
  public void exclude(Registration registration, List<URI> discoveredEndpoints) {
    changing.lock();
    try {
      targets = targets.excluding(registration, discoveredEndpoints);
    } finally {
      changing.unlock();
    }
  }

  /** See {@link Targets#place}. */
  @Nullable Place place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return targets.place(scheme, host, port, path, query);
  }

  /** See {@link Targets#nearMiss}. */
  @Nullable NearMiss nearMiss(Place place) {
    return targets.nearMiss(place);
  }
}
