package io.oauthcc.token;

import io.oauthcc.grant.TokenException;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One renewal on its way, and those who wait for it. While it flies, the endpoint is its own. Each
 * waiter has a future of its own, so that one who gives up takes nothing from the others.
 *
 * <p>A flight may start before anybody wants a token: to look whether a changed file ends a pause.
 * As long as nobody {@linkplain #want wants} it, it asks for no token and ends without a trace.
 *
 * <p>Guarded by the cache's lock, except where a method says otherwise.
 */
final class Flight {

  private static final int FEW_WAITERS = 64;
  private static final Duration LONGEST_LINE = Duration.ofSeconds(1);

  private final long beganNanos;
  private final Queue<CompletableFuture<String>> waiters = new ArrayDeque<>();
  private int sweepAt = FEW_WAITERS;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean wanted;

  /**
   * @param beganNanos {@link Clock#nanoTime} of its start
   */
  Flight(long beganNanos) {
    this.beganNanos = beganNanos;
  }

  /** May be called from any thread. */
  long beganNanos() {
    return beganNanos;
  }

  /** It never took off. */
  void giveUp() {
    ended.set(true);
  }

  /** Whether those who waited have its outcome, or will. May be called from any thread. */
  boolean hasEnded() {
    return ended.get();
  }

  /** From now on its failure is the failure of those who ask. */
  void want() {
    wanted = true;
  }

  boolean isWanted() {
    return wanted;
  }

  /** Wants it, and waits for it. Not after {@link #land}. */
  CompletableFuture<String> join() {
    want();
    if (waiters.size() >= sweepAt) {
      // Those who gave up must not pile up while a failing endpoint is tried again and again.
      waiters.removeIf(CompletableFuture::isDone);
      sweepAt = Math.max(FEW_WAITERS, 2 * waiters.size());
    }
    CompletableFuture<String> waiter = new CompletableFuture<>();
    waiters.add(waiter);
    return waiter;
  }

  /** Whether somebody waits who has not given up. */
  boolean isAwaited() {
    for (CompletableFuture<String> waiter : waiters) {
      if (!waiter.isDone()) {
        return true;
      }
    }
    return false;
  }

  /** How many futures it holds. */
  int waiters() {
    return waiters.size();
  }

  /**
   * Ends it: first the line that tells the operator why, then what becomes known to others, then
   * those who wait go on, and the program may end with them. Where the line is not out after a
   * moment, because nobody reads what the process writes, it holds up no one. Called without the
   * lock.
   *
   * @param news makes the flight known as over, so that no one can join any more; may be run twice
   * @param outcome given to each waiter
   */
  void end(
      Scheduler scheduler,
      Runnable line,
      Runnable news,
      Consumer<CompletableFuture<String>> outcome) {
    Runnable rest =
        () -> {
          try {
            news.run();
          } catch (RuntimeException | Error defect) {
            // A token that nobody else knows of would have its calls wait for it again.
            land(scheduler, waiter -> waiter.completeExceptionally(defect(defect)));
            throw defect;
          }
          land(scheduler, outcome);
        };
    Scheduler.Timer late = null;
    try {
      late = scheduler.schedule(rest, LONGEST_LINE);
      line.run();
    } finally {
      if (late != null) {
        late.cancel();
      }
      rest.run();
    }
  }

  private void land(Scheduler scheduler, Consumer<CompletableFuture<String>> outcome) {
    if (ended.compareAndSet(false, true)) {
      handOut(scheduler, outcome);
    }
  }

  private static TokenException defect(Throwable cause) {
    return new TokenException(
        "the token request failed in the agent itself", TokenException.Kind.PASSING, cause);
  }

  /**
   * Gives the outcome to each waiter, on the scheduler's threads. What hangs on a waiter's future
   * may be application code that blocks, on another waiter even: so each task hands the rest on to
   * another thread before it completes its own. Where there is no other (no memory for the task,
   * say), this one completes the rest: nobody is left behind.
   */
  private void handOut(Scheduler scheduler, Consumer<CompletableFuture<String>> outcome) {
    for (CompletableFuture<String> next = waiters.poll(); next != null; next = waiters.poll()) {
      CompletableFuture<String> waiter = next;
      try {
        scheduler.execute(
            () -> {
              try {
                handOut(scheduler, outcome);
              } finally {
                outcome.accept(waiter);
              }
            });
        return;
      } catch (RuntimeException | Error noThread) {
        outcome.accept(waiter);
      }
    }
  }
}
