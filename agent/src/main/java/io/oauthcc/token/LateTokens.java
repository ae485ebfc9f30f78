package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.Rehearsal;
import io.oauthcc.log.Log;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registration's {@link TokenCache}, made when a token is asked for: a JVM that never calls a
 * configured host loads nothing of what fetches one. Until then there is no token that could be
 * usable, refused, or seen on a hop. Thread-safe, without a lock.
 */
public final class LateTokens implements TokenSource {

  private final Registration registration;
  private final Scheduler scheduler;
  private final Clock clock;
  private final Consumer<List<URI>> discovered;
  private final Log log;
  private final AtomicReference<@Nullable TokenSource> made = new AtomicReference<>();

  /**
   * No cache yet.
   *
   * @param discovered told every endpoint that the registration's issuer names, before one is asked
   */
  public LateTokens(
      Registration registration,
      Scheduler scheduler,
      Clock clock,
      Consumer<List<URI>> discovered,
      Log log) {
    this.registration = registration;
    this.scheduler = scheduler;
    this.clock = clock;
    this.discovered = discovered;
    this.log = log;
  }

  /** Threads that come at once each make one, which starts nothing, and use the first. */
  private TokenSource source() {
    TokenSource known = made.get();
    if (known != null) {
      return known;
    }
    TokenSource own = new TokenCache(registration, scheduler, clock, discovered, log);
    if (made.compareAndSet(null, own)) {
      scheduler.execute(new Rehearsal(registration, clock, log));
    }
    TokenSource first = made.get();
    return first == null ? own : first;
  }

  @Override
  public @Nullable String usable(@Nullable String scheme, @Nullable String host, int port) {
    TokenSource known = made.get();
    return known == null ? null : known.usable(scheme, host, port);
  }

  @Override
  public CompletableFuture<String> acquire(
      @Nullable String scheme, @Nullable String host, int port) {
    return source().acquire(scheme, host, port);
  }

  @Override
  public boolean isOurs(String authorization) {
    TokenSource known = made.get();
    return known != null && known.isOurs(authorization);
  }

  @Override
  public boolean isOursAndGood(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    TokenSource known = made.get();
    return known != null && known.isOursAndGood(authorization, scheme, host, port);
  }

  @Override
  public boolean evict(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    TokenSource known = made.get();
    return known != null && known.evict(authorization, scheme, host, port);
  }

  @Override
  public boolean rejected(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    TokenSource known = made.get();
    return known != null && known.rejected(authorization, scheme, host, port);
  }

  @Override
  public void prefetch() {
    source().prefetch();
  }
}
