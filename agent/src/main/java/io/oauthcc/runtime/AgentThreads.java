package io.oauthcc.runtime;

import io.oauthcc.authorize.AgentThread;
import io.oauthcc.log.Log;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent's own daemon threads. Every one is started by the one that premain started, never by a
 * thread of the application, whose context class loader, inheritable thread-locals and access
 * control context it would inherit.
 */
final class AgentThreads implements Scheduler, Executor, Runnable {

  private static final long IDLE_SECONDS = 10;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final DelayQueue<Due> queue = new DelayQueue<>();
  private final AgentThread first;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final ThreadFactory others;
  private final Log log;

  /**
   * Gives {@code first} its work, to start the others, when there is something to do.
   *
   * @param first waits since premain
   */
  AgentThreads(AgentThread first, Log log) {
    this(first, new Workers(), log);
  }

  /**
   * @param others asked on the first thread only
   */
  AgentThreads(AgentThread first, ThreadFactory others, Log log) {
    this.others = others;
    this.log = log;
    this.first = first;
  }

  @Override
  public void execute(Runnable task) {
    add(new Due(task, System.nanoTime()));
  }

  @Override
  public Timer schedule(Runnable task, Duration delay) {
    Due due = new Due(task, System.nanoTime() + delay.toNanos());
    add(due);
    return () -> queue.remove(due);
  }

  /** How many tasks wait for their time, or for the first thread. */
  int pending() {
    return queue.size();
  }

  private void add(Due due) {
    queue.add(due);
    if (!isStarted.get() && isStarted.compareAndSet(false, true)) {
      first.give(this);
    }
  }

  /** The first thread's work: gives each task that falls due to a worker. */
  @Override
  public void run() {
    Executor workers = null;
    while (true) {
      try {
        Due due = queue.take();
        if (workers == null) {
          workers = workers(others);
        }
        give(due, workers);
      } catch (InterruptedException unheeded) {
        // Whoever it was, this thread is needed as long as the JVM runs.
      } catch (Throwable failure) {
        tell(failure);
      }
    }
  }

  /** A task that finds no thread (their number is limited, say) is not lost, but late. */
  private void give(Due due, Executor workers) {
    try {
      workers.execute(() -> perform(due.task));
    } catch (Throwable noThread) {
      schedule(due.task, TRY_AGAIN);
      throw noThread;
    }
  }

  /** No failure leaves the thread: the application's uncaught exception handler would see it. */
  private void perform(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      tell(failure);
    }
  }

  private void tell(Throwable failure) {
    try {
      log.error("A task of the agent's own failed. Please report it", failure);
    } catch (Throwable unheeded) {
      // What stops even the log from working (no memory, say) must not end the thread.
    }
  }

  private static Executor workers(ThreadFactory others) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<Runnable>(),
        others);
  }

  private static final class Workers implements ThreadFactory {

    private int count;

    @Override
    public Thread newThread(Runnable task) {
      count++;
      AgentThread worker = new AgentThread("oauthcc-" + count);
      worker.give(task);
      return worker;
    }
  }

  /** A task and when it is due. */
  private static final class Due implements Delayed {

    private final Runnable task;
    private final long dueNanos;

    Due(Runnable task, long dueNanos) {
      this.task = task;
      this.dueNanos = dueNanos;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      long difference = dueNanos - ((Due) other).dueNanos;
      return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
  }
}
