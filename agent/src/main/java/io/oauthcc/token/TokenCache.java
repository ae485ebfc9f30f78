package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.HttpTokenClient;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenClient;
import io.oauthcc.grant.TokenException;
import io.oauthcc.log.Log;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import io.oauthcc.time.Scheduler;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A registration's token: handed out without waiting while it is usable, renewed by one flight at a
 * time. Thread-safe.
 *
 * <p>The background renewal starts {@code refresh-ahead} before expiry: by a timer if the token was
 * handed out since it came, else with the next call that asks for it. An idle application so renews
 * once more and then leaves the endpoint alone.
 *
 * <p>After a flight failed the endpoint is left in peace for a {@link Pause}: callers without a
 * usable token get the same failure at once, and the first one after the pause tries again. The
 * pause withholds no token that is still usable.
 *
 * <p>What holds at every moment:
 *
 * <ul>
 *   <li>{@link #current} is changed under the lock. It is the token of the last successful flight.
 *       An origin that refused it does not get it any more, the others do. A flight that was on its
 *       way when the token in use was refused replaces it, and the refusal starts no other.
 *   <li>Where the server answers with the very token that was refused, that is the fresh token: it
 *       is handed out again, and a further refusal is heard five seconds later at the earliest.
 *   <li>There is one timer for the next renewal and one for the next attempt, at most.
 * </ul>
 */
public final class TokenCache implements TokenSource {

  private final Registration registration;
  private final Scheduler scheduler;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RenewalLog log;
  private final RecentTokens recent = new RecentTokens();

  private volatile @Nullable AccessToken current;

  private final ReentrantLock lock = new ReentrantLock();
  private final Flights flights;
  private final ForcedRenewals forced = new ForcedRenewals();
  private Scheduler.@Nullable Timer renewal;

  /**
   * A cache over the registration's real endpoint. Fetches nothing before it is asked.
   *
   * @param discovered told every endpoint that the registration's issuer names, before one is asked
   */
  public TokenCache(
      Registration registration,
      Scheduler scheduler,
      Clock clock,
      Consumer<List<URI>> discovered,
      Log log) {
    this(
        registration,
        new HttpTokenClient(registration, scheduler, clock, log, discovered),
        scheduler,
        clock,
        () -> ThreadLocalRandom.current().nextDouble(),
        log);
  }

  /**
   * @param random from 0 to 1
   */
  TokenCache(
      Registration registration,
      TokenClient client,
      Scheduler scheduler,
      Clock clock,
      DoubleSupplier random,
      Log log) {
    this.registration = registration;
    this.scheduler = scheduler;
    this.clock = clock;
    this.random = random;
    this.log = new RenewalLog(registration, log);
    Attempts attempts =
        new Attempts(registration, client, scheduler, clock, random, this.log, new Landing());
    this.flights = new Flights(registration, scheduler, clock, lock, attempts);
  }

  /**
   * The header value, {@code Bearer …}, of a token that is good there now, or null. Takes no lock
   * and allocates nothing; starts the background renewal when it is due.
   */
  @Override
  public @Nullable String usable(@Nullable String scheme, @Nullable String host, int port) {
    AccessToken token = current;
    if (token == null || token.isRefusedBy(scheme, host, port)) {
      return null;
    }
    long nanoTime = clock.nanoTime();
    long currentTimeMillis = clock.currentTimeMillis(nanoTime);
    if (token.isExpired(nanoTime, currentTimeMillis)) {
      return null;
    }
    token.markUsed();
    Moment due = token.renewalDue();
    if (due != null && due.hasPassed(nanoTime, currentTimeMillis) && token.claimRenewal(due)) {
      scheduler.execute(() -> renewInBackground(token));
    }
    return token.header();
  }

  /**
   * The header value as soon as there is one: at once if a token is usable there, else from the
   * flight that is on its way or starts now. The future is the caller's own: cancelling it cancels
   * nothing else. It is completed on a thread that neither fetches the token nor completes another
   * caller, and fails with a {@link TokenException}. How long a caller waits is for the caller to
   * bound.
   */
  @Override
  public CompletableFuture<String> acquire(
      @Nullable String scheme, @Nullable String host, int port) {
    lock.lock();
    try {
      String header = usable(scheme, host, port);
      if (header != null) {
        return CompletableFuture.completedFuture(header);
      }
      Pause ongoing = flights.ongoingPause();
      if (ongoing == null) {
        return flights.wanted().join();
      }
      flights.lookDuring(ongoing);
      CompletableFuture<String> refused = new CompletableFuture<>();
      refused.completeExceptionally(ongoing.failure());
      return refused;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether this header value carries one of the registration's last 16 tokens, in whatever scheme
   * or dress.
   */
  @Override
  public boolean isOurs(String authorization) {
    return recent.carriedBy(authorization) != null;
  }

  @Override
  public boolean isOursAndGood(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    AccessToken token = recent.carriedBy(authorization);
    return token != null
        && isGood(token)
        && !(token == current ? token.isRefusedBy(scheme, host, port) : token.isRefused());
  }

  @Override
  public boolean evict(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    return refused(authorization, scheme, host, port, false);
  }

  @Override
  public boolean rejected(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    return refused(authorization, scheme, host, port, true);
  }

  @Override
  public void prefetch() {
    lock.lock();
    try {
      if (flights.ongoingPause() == null && !isGood(current)) {
        flights.wanted();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Fetches another token now, whatever is at hand and however long a pause would last. */
  public void renew() {
    lock.lock();
    try {
      flights.endPause();
      flights.wanted();
    } finally {
      lock.unlock();
    }
  }

  /** Names the registration. */
  @Override
  public String toString() {
    return "token cache of registration " + registration.id();
  }

  private boolean refused(
      String authorization,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      boolean renewsAtOnce) {
    Runnable line = null;
    boolean another;
    lock.lock();
    try {
      AccessToken sent = recent.carriedBy(authorization);
      if (sent == null) {
        return false;
      }
      AccessToken inUse = isUsable(current, scheme, host, port) ? current : null;
      if (inUse != null && inUse != sent) {
        sent.refuse(scheme, host, port);
        return true;
      }
      if (flights.ongoingPause() != null) {
        return false;
      }
      boolean isNews = inUse != null && !forced.isOwed();
      boolean stays = isNews && !forced.claim(clock.nanoTime());
      boolean anew = forced.isAnew();
      line = stays ? log::rejectedFresh : isNews ? () -> log.rejected(anew) : null;
      another = !stays && (inUse == null || inUse.refuse(scheme, host, port));
      if (another && renewsAtOnce) {
        flights.wanted();
      }
    } finally {
      lock.unlock();
    }
    if (line != null) {
      // On the caller's thread: its program may end with the answer that this line explains.
      line.run();
    }
    return another;
  }

  private void renewInBackground(AccessToken token) {
    lock.lock();
    try {
      boolean triedMeanwhile = token.renewalDue() != null;
      if (token == current && !triedMeanwhile) {
        flights.wanted();
      }
    } finally {
      lock.unlock();
    }
  }

  private void timer(Moment due) {
    AccessToken token = current;
    if (token != null && token.isUsed() && token.claimRenewal(due)) {
      renewInBackground(token);
    }
  }

  private boolean isUsable(
      @Nullable AccessToken token, @Nullable String scheme, @Nullable String host, int port) {
    return token != null && isGood(token) && !token.isRefusedBy(scheme, host, port);
  }

  private boolean isGood(@Nullable AccessToken token) {
    return token != null && !token.isExpired(clock.nanoTime(), clock.currentTimeMillis());
  }

  /** Has the renewal tried at {@code due}, and at no other time. Guarded by the lock. */
  private void renewAt(Moment due) {
    Scheduler.Timer before = renewal;
    if (before != null) {
      before.cancel();
    }
    renewal = scheduler.schedule(() -> timer(due), due.from(clock));
  }

  private final class Landing implements Attempts.Landing {

    @Override
    public void succeeded(Flight own, IssuedToken issued, Moment asked) {
      Lifetime lifetime = new Lifetime(issued.lifetime(), registration);
      Moment due = asked.plus(lifetime.untilRenewal(random.getAsDouble()));
      Moment expiry = asked.plus(lifetime.untilExpiry());
      AccessToken token = new AccessToken(registration.scheme(), issued.value(), expiry, due);
      Set<String> warnings = new LinkedHashSet<>(issued.warnings());
      String misfit = lifetime.misfit();
      if (misfit != null) {
        warnings.add(misfit);
      }
      flights.land(
          own,
          () -> log.renewed(issued.lifetime(), warnings, isForced()),
          () -> use(token, own.isAwaited()),
          waiter -> waiter.complete(token.header()));
    }

    private void use(AccessToken token, boolean isAwaited) {
      if (isAwaited) {
        token.markUsed();
      }
      recent.add(token);
      current = token;
      forced.end(clock.nanoTime());
      flights.pause(null);
      Moment due = token.renewalDue();
      if (due != null) {
        renewAt(due);
      }
    }

    private boolean isForced() {
      lock.lock();
      try {
        return forced.isOwed();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(Flight own, TokenException failure) {
      Pause next = flights.pauseAfter(failure);
      flights.land(
          own,
          () -> log.failed(failure, next.length(), isGood(current)),
          () -> pause(next),
          waiter -> waiter.completeExceptionally(failure));
    }

    private void pause(Pause next) {
      flights.pause(next);
      AccessToken token = current;
      if (token != null) {
        token.markUnused();
        token.renewAt(next.end());
        renewAt(next.end());
      }
    }

    /** Without a pause: the next who asks tries again. */
    @Override
    public void lost(Flight own, TokenException failure) {
      Throwable defect = failure.getCause();
      flights.land(
          own,
          () -> log.defect(defect == null ? failure : defect),
          () -> {},
          waiter -> waiter.completeExceptionally(failure));
    }
  }
}
