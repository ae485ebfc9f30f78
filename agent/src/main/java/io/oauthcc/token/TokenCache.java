package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.HttpTokenEndpoint;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenEndpoint;
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
 *   <li>The endpoint is used by {@link #flight} alone; a flight that is not that one any more
 *       changes nothing.
 *   <li>{@link #current} is changed under the lock. It is the token of the last successful flight,
 *       or null since that one was evicted: an evicted token never comes back. A flight that was on
 *       its way when the token in use was rejected replaces it, and the rejection starts no other.
 *   <li>Where the server answers with the very token that was rejected, that is the fresh token: it
 *       stays in use, and a further rejection is heard five seconds later at the earliest.
 *   <li>Whoever waits hangs on {@link #flight}, and every flight ends: by its attempts, each of
 *       which has its time limits.
 *   <li>Timers know the moment they stand for and hold no token; if that moment is not the
 *       renewal's any more they do nothing.
 * </ul>
 */
public final class TokenCache implements TokenSource {

  private final Registration registration;
  private final Scheduler scheduler;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RenewalLog log;
  private final Attempts attempts;
  private final RecentTokens recent = new RecentTokens();

  private volatile @Nullable AccessToken current;

  private final ReentrantLock lock = new ReentrantLock();
  private final ForcedRenewals forced = new ForcedRenewals();
  private @Nullable Flight flight;
  private @Nullable Pause pause;

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
        new HttpTokenEndpoint(registration, scheduler, clock, log, discovered),
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
      TokenEndpoint endpoint,
      Scheduler scheduler,
      Clock clock,
      DoubleSupplier random,
      Log log) {
    this.registration = registration;
    this.scheduler = scheduler;
    this.clock = clock;
    this.random = random;
    this.log = new RenewalLog(registration, log);
    this.attempts =
        new Attempts(registration, endpoint, scheduler, clock, random, this.log, new Landing());
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
    Moment due = token.renewalDue();
    if (due != null && due.hasPassed(nanoTime, currentTimeMillis) && token.claimRenewal(due)) {
      scheduler.execute(() -> renewInBackground(token));
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
    lock.lock();
    try {
      String header = usable();
      if (header != null) {
        return CompletableFuture.completedFuture(header);
      }
      Pause ongoing = ongoingPause();
      if (ongoing == null) {
        return wantedFlight().join();
      }
      if (flight == null && ongoing.claimLook(clock.nanoTime())) {
        takeOff(this::look);
      }
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

  /** The same, and the token neither counts as expired nor was it evicted. */
  @Override
  public boolean isOursAndUnexpired(String authorization) {
    AccessToken token = recent.carriedBy(authorization);
    return token != null && !token.isRejected() && isGood(token);
  }

  @Override
  public boolean evict(String authorization) {
    return evict(authorization, false);
  }

  @Override
  public boolean rejected(String authorization) {
    return evict(authorization, true);
  }

  @Override
  public void prefetch() {
    lock.lock();
    try {
      if (flight == null && ongoingPause() == null && !isGood(current)) {
        takeOff(attempts::begin);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Fetches another token now, whatever is at hand and however long a pause would last. */
  public void renew() {
    lock.lock();
    try {
      if (pause != null) {
        pause.endNow();
      }
      wantedFlight();
    } finally {
      lock.unlock();
    }
  }

  /** Names the registration. */
  @Override
  public String toString() {
    return "token cache of registration " + registration.id();
  }

  private boolean evict(String authorization, boolean renewsAtOnce) {
    lock.lock();
    try {
      AccessToken sent = recent.carriedBy(authorization);
      if (sent == null) {
        return false;
      }
      boolean usable = isGood(current);
      if (usable && current != sent) {
        return true;
      }
      if (ongoingPause() != null) {
        return false;
      }
      if (usable && !evictCurrent(sent)) {
        return false;
      }
      if (renewsAtOnce) {
        wantedFlight();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Guarded by the lock; so the log is written elsewhere. */
  private boolean evictCurrent(AccessToken sent) {
    long now = clock.nanoTime();
    if (!forced.isAllowed(now)) {
      scheduler.execute(log::rejectedFresh);
      return false;
    }
    sent.reject();
    current = null;
    forced.begin(now);
    scheduler.execute(log::rejected);
    return true;
  }

  /**
   * The pause that keeps callers from the endpoint, or null. A flight that is wanted has passed it
   * already, even if the wall clock was set back since. Guarded by the lock.
   */
  private @Nullable Pause ongoingPause() {
    if (pause == null || pause.isOver(clock) || (flight != null && flight.isWanted())) {
      return null;
    }
    return pause;
  }

  /** The flight on its way, or one that starts now. Guarded by the lock. */
  private Flight wantedFlight() {
    Flight own = flight == null ? takeOff(attempts::begin) : flight;
    own.want();
    return own;
  }

  /**
   * Starts a flight that nobody wants yet. Guarded by the lock.
   *
   * @param firstStep what it does first, on a thread of the agent's
   */
  private Flight takeOff(Consumer<Flight> firstStep) {
    Flight own = new Flight(clock.nanoTime());
    flight = own;
    boolean started = false;
    try {
      scheduler.execute(() -> attempts.run(own, () -> firstStep.accept(own)));
      started = true;
    } finally {
      // The caller may be at the end of its stack or of the heap: the next one tries again.
      if (!started) {
        flight = null;
      }
    }
    return own;
  }

  /** Ends the pause if a file changed. Tries at once if somebody came when it was over anyway. */
  private void look(Flight own) {
    boolean changed = attempts.haveNewInput();
    lock.lock();
    try {
      if (changed && pause != null) {
        pause.endNow();
      }
      if (!own.isWanted()) {
        flight = null;
        return;
      }
    } finally {
      lock.unlock();
    }
    attempts.begin(own);
  }

  /** Starts the flight on this thread. */
  private void renewInBackground(AccessToken token) {
    Flight own;
    lock.lock();
    try {
      boolean triedMeanwhile = token.renewalDue() != null;
      if (token != current || triedMeanwhile) {
        return;
      }
      if (flight != null) {
        flight.want();
        return;
      }
      own = new Flight(clock.nanoTime());
      own.want();
      flight = own;
    } finally {
      lock.unlock();
    }
    attempts.run(own, () -> attempts.begin(own));
  }

  private void timer(Moment due) {
    AccessToken token = current;
    if (token != null && token.isUsed() && token.claimRenewal(due)) {
      renewInBackground(token);
    }
  }

  private boolean isGood(@Nullable AccessToken token) {
    return token != null && !token.isExpired(clock.nanoTime(), clock.currentTimeMillis());
  }

  private final class Landing implements Attempts.Landing {

    @Override
    public void succeeded(Flight own, IssuedToken issued, Moment asked) {
      Lifetime lifetime = new Lifetime(issued.lifetime(), registration);
      Moment due = asked.plus(lifetime.untilRenewal(random.getAsDouble()));
      Moment expiry = asked.plus(lifetime.untilExpiry());
      AccessToken token = new AccessToken(registration.scheme(), issued.value(), expiry, due);
      boolean replacesRejected;
      lock.lock();
      try {
        if (flight != own) {
          return;
        }
        if (own.isAwaited()) {
          token.markUsed();
        }
        recent.add(token);
        current = token;
        replacesRejected = forced.end(clock.nanoTime());
        pause = null;
        flight = null;
      } finally {
        lock.unlock();
      }
      scheduler.schedule(() -> timer(due), due.from(clock));
      own.land(scheduler, waiter -> waiter.complete(token.header()));
      Set<String> warnings = new LinkedHashSet<>(issued.warnings());
      String misfit = lifetime.misfit();
      if (misfit != null) {
        warnings.add(misfit);
      }
      log.renewed(issued.lifetime(), warnings, replacesRejected);
    }

    @Override
    public boolean abandons(Flight own, TokenException failure) {
      lock.lock();
      try {
        if (flight != own) {
          return true;
        }
        if (own.isWanted()) {
          return false;
        }
        flight = null;
      } finally {
        lock.unlock();
      }
      log.abandoned(failure);
      return true;
    }

    @Override
    public void failed(Flight own, TokenException failure) {
      Pause next;
      AccessToken token;
      lock.lock();
      try {
        next = Pause.after(pause, failure, registration.retry().fatalPause(), clock);
        pause = next;
        flight = null;
        token = current;
        if (token != null) {
          token.markUnused();
          token.renewAt(next.end());
        }
      } finally {
        lock.unlock();
      }
      if (token != null) {
        scheduler.schedule(() -> timer(next.end()), next.length());
      }
      own.land(scheduler, waiter -> waiter.completeExceptionally(failure));
      log.failed(failure, next.length(), isGood(token));
    }

    /** Without a pause: the next who asks tries again. */
    @Override
    public void lost(Flight own, TokenException failure) {
      lock.lock();
      try {
        if (flight != own) {
          return;
        }
        flight = null;
      } finally {
        lock.unlock();
      }
      own.land(scheduler, waiter -> waiter.completeExceptionally(failure));
    }
  }
}
