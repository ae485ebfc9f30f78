package io.oauthcc.token;

import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One renewal on its way, and those who wait for it. While it flies, the endpoint is its own. Each
 * waiter has a future of its own, so that one who gives up takes nothing from the others.
 *
 * <p>A flight may start before anybody wants a token: as a prefetch, or to look whether a changed
 * file ends a pause. As long as nobody {@linkplain #want wants} it, it ends without a trace.
 *
 * <p>Guarded by the cache's lock, except where a method says otherwise.
 */
final class Flight {

  private static final int FEW_WAITERS = 64;

  private final long beganNanos;
  private final Queue<CompletableFuture<String>> waiters = new ArrayDeque<>();
  private int sweepAt = FEW_WAITERS;
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
   * Gives the outcome to each waiter, on the scheduler's threads. What hangs on a waiter's future
   * may be application code that blocks, on another waiter even: so each task hands the rest on to
   * another thread before it completes its own. Called without the lock, by one thread, when no one
   * can join any more.
   */
  void land(Scheduler scheduler, Consumer<CompletableFuture<String>> outcome) {
    CompletableFuture<String> waiter = waiters.poll();
    if (waiter == null) {
      return;
    }
    scheduler.execute(
        () -> {
          land(scheduler, outcome);
          outcome.accept(waiter);
        });
  }
}
