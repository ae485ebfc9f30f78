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
 *   <li>The endpoint is used by {@link #flight} alone; a flight that is not that one any more
 *       changes nothing.
 *   <li>{@link #current} is changed under the lock. It is the token of the last successful flight.
 *       An origin that refused it does not get it any more, the others do. A flight that was on its
 *       way when the token in use was refused replaces it, and the refusal starts no other.
 *   <li>Where the server answers with the very token that was refused, that is the fresh token: it
 *       is handed out again, and a further refusal is heard five seconds later at the earliest.
 *   <li>Whoever waits hangs on {@link #flight}. It ends by its attempts, whose number is limited
 *       and whose exchanges have their time limits; by the failure of a thread, a task or a line of
 *       the log; and a log that takes no line holds it up for a second. Nothing ends it while the
 *       operating system looks up a name or reads a file for ever: those who wait then end by their
 *       own limits, and nobody asks anew, for the same would happen to him.
 *   <li>Everything that a flight brings, failure or token, is known to nobody before the line is
 *       out that tells the operator: the program may end with it.
 *   <li>There is one timer for the next renewal and one for the next attempt, at most.
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
    this.attempts =
        new Attempts(registration, client, scheduler, clock, random, this.log, new Landing());
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
      Pause ongoing = ongoingPause();
      if (ongoing == null) {
        return wantedFlight().join();
      }
      if (onItsWay() == null && ongoing.claimLook(clock.nanoTime())) {
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
      if (ongoingPause() == null && !isGood(current)) {
        wantedFlight();
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
      if (ongoingPause() != null) {
        return false;
      }
      boolean isNews = inUse != null && !forced.isOwed();
      boolean stays = isNews && !forced.claim(clock.nanoTime());
      boolean anew = forced.isAnew();
      line = stays ? log::rejectedFresh : isNews ? () -> log.rejected(anew) : null;
      another = !stays && (inUse == null || inUse.refuse(scheme, host, port));
      if (another && renewsAtOnce) {
        wantedFlight();
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

  /**
   * The pause that keeps callers from the endpoint, or null. A flight that is wanted has passed it
   * already, even if the wall clock was set back since. Guarded by the lock.
   */
  private @Nullable Pause ongoingPause() {
    Flight own = onItsWay();
    if (pause == null || pause.isOver(clock) || (own != null && own.isWanted())) {
      return null;
    }
    return pause;
  }

  /** The flight, unless only a defect kept its end from being known. Guarded by the lock. */
  private @Nullable Flight onItsWay() {
    Flight own = flight;
    return own == null || own.hasEnded() ? null : own;
  }

  /** The flight on its way, or one that starts now. Guarded by the lock. */
  private Flight wantedFlight() {
    Flight before = onItsWay();
    Flight own = before == null ? takeOff(attempts::begin) : before;
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
        own.giveUp();
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
      if (flight != own) {
        return;
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
      Flight before = onItsWay();
      if (before != null) {
        before.want();
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

  /** What a flight brings becomes known, unless it is not the one on its way. */
  private void publish(Flight own, Runnable news) {
    lock.lock();
    try {
      if (flight == own) {
        flight = null;
        news.run();
      }
    } finally {
      lock.unlock();
    }
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
      own.end(
          scheduler,
          () -> log.renewed(issued.lifetime(), warnings, isForced()),
          () -> publish(own, () -> use(token, own.isAwaited())),
          waiter -> waiter.complete(token.header()));
    }

    private void use(AccessToken token, boolean isAwaited) {
      if (isAwaited) {
        token.markUsed();
      }
      recent.add(token);
      current = token;
      forced.end(clock.nanoTime());
      pause = null;
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
      Pause next = pauseAfter(failure);
      own.end(
          scheduler,
          () -> log.failed(failure, next.length(), isGood(current)),
          () -> publish(own, () -> pause(next)),
          waiter -> waiter.completeExceptionally(failure));
    }

    private void pause(Pause next) {
      pause = next;
      AccessToken token = current;
      if (token != null) {
        token.markUnused();
        token.renewAt(next.end());
        renewAt(next.end());
      }
    }

    private Pause pauseAfter(TokenException failure) {
      lock.lock();
      try {
        return Pause.after(pause, failure, registration.retry().fatalPause(), clock);
      } finally {
        lock.unlock();
      }
    }

    /** Without a pause: the next who asks tries again. */
    @Override
    public void lost(Flight own, TokenException failure) {
      Throwable defect = failure.getCause();
      own.end(
          scheduler,
          () -> log.defect(defect == null ? failure : defect),
          () -> publish(own, () -> {}),
          waiter -> waiter.completeExceptionally(failure));
    }
  }
}
