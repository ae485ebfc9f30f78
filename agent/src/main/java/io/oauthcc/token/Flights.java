package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.TokenException;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registration's flights: one at a time, and after one that failed a {@link Pause}.
 *
 * <ul>
 *   <li>The endpoint is used by {@link #flight} alone; a flight that is not that one any more
 *       changes nothing.
 *   <li>Whoever waits hangs on {@link #flight}. It ends by its attempts, whose number is limited
 *       and whose exchanges have their time limits; by the failure of a thread, a task or a line of
 *       the log; and a log that takes no line holds it up for a second. Nothing ends it while the
 *       operating system looks up a name or reads a file for ever: those who wait then end by their
 *       own limits, and nobody asks anew, for the same would happen to him.
 *   <li>Everything that a flight brings, failure or token, is known to nobody before the line is
 *       out that tells the operator: the program may end with it.
 * </ul>
 *
 * <p>Guarded by the cache's lock, except where a method says otherwise.
 */
final class Flights {

  private final Duration longestFatalPause;
  private final Scheduler scheduler;
  private final Clock clock;
  private final ReentrantLock lock;
  private final Attempts attempts;

  private @Nullable Flight flight;
  private @Nullable Pause pause;

  /**
   * @param lock the cache's
   * @param attempts of all flights; each ends by {@link #land}
   */
  Flights(
      Registration registration,
      Scheduler scheduler,
      Clock clock,
      ReentrantLock lock,
      Attempts attempts) {
    this.longestFatalPause = registration.retryFatalPause();
    this.scheduler = scheduler;
    this.clock = clock;
    this.lock = lock;
    this.attempts = attempts;
  }

  /** The flight on its way, or one that starts now. */
  Flight wanted() {
    Flight before = onItsWay();
    Flight own = before == null ? takeOff(attempts::begin) : before;
    own.want();
    return own;
  }

  /**
   * The pause that keeps callers from the endpoint, or null. A flight that is wanted has passed it
   * already, even if the wall clock was set back since.
   */
  @Nullable Pause ongoingPause() {
    Flight own = onItsWay();
    if (pause == null || pause.isOver(clock) || (own != null && own.isWanted())) {
      return null;
    }
    return pause;
  }

  /** Has a changed file end the pause, for which no more than one look a second is taken. */
  void lookDuring(Pause ongoing) {
    if (onItsWay() == null && ongoing.claimLook(clock.nanoTime())) {
      takeOff(this::look);
    }
  }

  /** Whoever comes next may ask the endpoint. */
  void endPause() {
    if (pause != null) {
      pause.endNow();
    }
  }

  /**
   * From now on the endpoint is left in peace.
   *
   * @param next null: it is not, for it answered well
   */
  void pause(@Nullable Pause next) {
    pause = next;
  }

  /** The pause that is to follow a failure. Without the lock. */
  Pause pauseAfter(TokenException failure) {
    lock.lock();
    try {
      return Pause.after(pause, failure, longestFatalPause, clock);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a flight. Without the lock.
   *
   * @param line tells the operator
   * @param change makes known what the flight brought, under the lock; left out where the flight is
   *     not the one on its way any more
   * @param outcome given to each who waits
   */
  void land(
      Flight own, Runnable line, Runnable change, Consumer<CompletableFuture<String>> outcome) {
    own.end(scheduler, line, () -> publish(own, change), outcome);
  }

  private void publish(Flight own, Runnable change) {
    lock.lock();
    try {
      if (flight == own) {
        flight = null;
        change.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The flight, unless only a defect kept its end from being known. */
  private @Nullable Flight onItsWay() {
    Flight own = flight;
    return own == null || own.hasEnded() ? null : own;
  }

  /**
   * Starts a flight that nobody wants yet.
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

  /**
   * Ends the pause if a file changed. Tries at once if somebody came when it was over anyway.
   * Without the lock.
   */
  private void look(Flight own) {
    boolean changed = attempts.haveNewInput();
    lock.lock();
    try {
      if (changed) {
        endPause();
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
}
