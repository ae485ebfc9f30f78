package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A registration's token: handed out without waiting while it is usable, renewed by one flight at a
 * time. Thread-safe.
 *
 * <p>The background renewal starts {@code refresh-ahead} before expiry: by a timer if the token was
 * handed out since it came, else with the next call that asks for it. An idle application so renews
 * once more and then leaves the endpoint alone.
 *
 * <p>After a failure the endpoint is left in peace for a {@link Pause}: callers without a usable
 * token get the same failure at once, and the first one after the pause tries again.
 */
public final class TokenCache implements TokenSource {

  private final Registration registration;
  private final TokenEndpoint endpoint;
  private final Scheduler scheduler;
  private final Clock clock;
  private final RenewalLog log;
  private final RecentTokens recent = new RecentTokens();

  private volatile @Nullable AccessToken current;

  /** When the background renewal is due; null while one is on its way. */
  private final AtomicReference<@Nullable Moment> renewalDue = new AtomicReference<>();

  private final Object lock = new Object();
  private @Nullable Flight flight;
  private @Nullable Pause pause;

  /** A cache over the registration's real endpoint. Fetches nothing before it is asked. */
  public TokenCache(Registration registration, Scheduler scheduler, Clock clock, Log log) {
    this(registration, new HttpTokenEndpoint(registration, scheduler, log), scheduler, clock, log);
  }

  TokenCache(
      Registration registration,
      TokenEndpoint endpoint,
      Scheduler scheduler,
      Clock clock,
      Log log) {
    this.registration = registration;
    this.endpoint = endpoint;
    this.scheduler = scheduler;
    this.clock = clock;
    this.log = new RenewalLog(registration, log);
  }

  /**
   * The header value, {@code Bearer …}, of a token that is good now, or null. Takes no lock and
   * allocates nothing; starts the background renewal when it is due.
   */
  @Override
  public @Nullable String usable() {
    AccessToken token = current;
    if (token == null) {
      return null;
    }
    long nanoTime = clock.nanoTime();
    long currentTimeMillis = clock.currentTimeMillis();
    if (token.isExpired(nanoTime, currentTimeMillis)) {
      return null;
    }
    token.markUsed();
    Moment due = renewalDue.get();
    if (due != null && due.hasPassed(nanoTime, currentTimeMillis)) {
      renewInBackground(due);
    }
    return token.header();
  }

  /**
   * The header value as soon as there is one: at once if a token is usable, else from the flight
   * that is on its way or starts now. The future is the caller's own: cancelling it cancels nothing
   * else. It is completed on a thread that neither fetches the token nor completes another caller,
   * and fails with a {@link TokenException}. The flight ends by the registration's timeouts; how
   * long a caller waits is for the caller to bound.
   */
  @Override
  public CompletableFuture<String> acquire() {
    Flight started = null;
    CompletableFuture<String> waiter;
    synchronized (lock) {
      String header = usable();
      if (header != null) {
        return CompletableFuture.completedFuture(header);
      }
      if (flight == null) {
        if (pause != null && !pause.isOver(clock)) {
          CompletableFuture<String> refused = new CompletableFuture<>();
          refused.completeExceptionally(pause.failure());
          return refused;
        }
        started = new Flight();
        flight = started;
      }
      waiter = flight.join();
    }
    if (started != null) {
      Flight mine = started;
      scheduler.execute(() -> fly(mine));
    }
    return waiter;
  }

  /**
   * Whether this header value carries one of the registration's last 16 tokens, in whatever scheme
   * or dress.
   */
  @Override
  public boolean isOurs(String authorization) {
    return recent.carriedBy(authorization) != null;
  }

  /** The same, and the token does not count as expired. */
  @Override
  public boolean isOursAndUnexpired(String authorization) {
    AccessToken token = recent.carriedBy(authorization);
    return token != null && !token.isExpired(clock.nanoTime(), clock.currentTimeMillis());
  }

  /** Names the registration. */
  @Override
  public String toString() {
    return "token cache of registration " + registration.id();
  }

  /** Does nothing if the renewal that was due then has been started already. */
  private void renewInBackground(Moment due) {
    if (renewalDue.compareAndSet(due, null)) {
      scheduler.execute(this::renew);
    }
  }

  private void renew() {
    Flight started;
    synchronized (lock) {
      boolean renewedMeanwhile = renewalDue.get() != null;
      if (flight != null || renewedMeanwhile) {
        return;
      }
      started = new Flight();
      flight = started;
    }
    fly(started);
  }

  private void fly(Flight own) {
    Moment before = Moment.now(clock);
    try {
      succeed(own, endpoint.fetch(), before);
    } catch (TokenException e) {
      fail(own, e);
    } catch (Throwable e) {
      // Whatever it is, the flight must end, or nobody would ever fetch again.
      log.defect(e);
      fail(
          own,
          new TokenException(
              registration.tokenEndpointName() + ": the token request failed in the agent itself",
              TokenException.Kind.PASSING,
              e));
    }
  }

  private void succeed(Flight own, IssuedToken issued, Moment before) {
    Lifetime lifetime = new Lifetime(issued.lifetime(), registration);
    Moment expiry = before.plus(issued.lifetime().minus(lifetime.margin()));
    AccessToken token = new AccessToken(registration.scheme(), issued.value(), expiry);
    Duration untilRenewal =
        issued.lifetime().minus(lifetime.ahead(ThreadLocalRandom.current().nextDouble()));
    Moment due = before.plus(untilRenewal);
    Set<String> warnings = new LinkedHashSet<>(issued.warnings());
    String misfit = lifetime.misfit();
    if (misfit != null) {
      warnings.add(misfit);
    }
    log.renewed(issued.lifetime(), warnings);
    synchronized (lock) {
      if (own.isAwaited()) {
        token.markUsed();
      }
      recent.add(token);
      current = token;
      renewalDue.set(due);
      pause = null;
      flight = null;
    }
    scheduler.schedule(() -> timer(token, due), untilRenewal);
    own.land(scheduler, waiter -> waiter.complete(token.header()));
  }

  private void fail(Flight own, TokenException failure) {
    Pause next;
    AccessToken token = current;
    synchronized (lock) {
      next = Pause.after(pause, failure, Moment.now(clock));
      pause = next;
      flight = null;
      renewalDue.set(next.end());
    }
    boolean usable = token != null && !token.isExpired(clock.nanoTime(), clock.currentTimeMillis());
    log.failed(failure, next.length(), usable);
    if (token != null && usable) {
      token.markUnused();
      scheduler.schedule(() -> timer(token, next.end()), next.length());
    }
    own.land(scheduler, waiter -> waiter.completeExceptionally(failure));
  }

  private void timer(AccessToken token, Moment due) {
    if (token == current && token.isUsed()) {
      renewInBackground(due);
    }
  }
}
