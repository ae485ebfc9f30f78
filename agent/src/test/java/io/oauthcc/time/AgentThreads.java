package io.oauthcc.time;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A scheduler on real threads. */
public final class AgentThreads implements Scheduler, AutoCloseable {

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  @Override
  public void execute(Runnable task) {
    workers.execute(task);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // as fire-and-forget as the real one
  public void schedule(Runnable task, Duration delay) {
    timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timers.shutdownNow();
    workers.shutdownNow();
  }
}
