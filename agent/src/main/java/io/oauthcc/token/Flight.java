package io.oauthcc.token;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One renewal on its way, and those who wait for it. Each waiter has a future of its own, so that
 * one who gives up takes nothing from the others.
 */
final class Flight {

  private final Queue<CompletableFuture<String>> waiters = new ArrayDeque<>();

  /** Not after {@link #land}. Guarded by the cache. */
  CompletableFuture<String> join() {
    CompletableFuture<String> waiter = new CompletableFuture<>();
    waiters.add(waiter);
    return waiter;
  }

  boolean isAwaited() {
    return !waiters.isEmpty();
  }

  /**
   * Gives the outcome to each waiter, on the scheduler's threads. What hangs on a waiter's future
   * may be application code that blocks, on another waiter even: so each task hands the rest on to
   * another thread before it completes its own.
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
