package io.oauthcc.runtime;

import io.oauthcc.authorize.AgentThread;
import io.oauthcc.log.Log;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own daemon threads. Every one is started by the one that premain started, never by a
 * thread of the application, whose context class loader, inheritable thread-locals and access
 * control context it would inherit.
 */
final class AgentThreads implements Scheduler, Executor, Runnable {

  private static final long IDLE_SECONDS = 10;
  private static final long TRY_AGAIN_NANOS = 1_000_000_000;

  /** The first thread waits by parking: to block on a queue loads the common pool's classes. */
  private final PriorityBlockingQueue<Due> queue = new PriorityBlockingQueue<>();

  private final AgentThread first;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final ThreadFactory others;
  private final Log log;

  /** The two are the first thread's. */
  private boolean hasStartedOne;

  private @Nullable Executor workers;

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
    addAfter(task, 0);
  }

  @Override
  public Timer schedule(Runnable task, Duration delay) {
    Due due = addAfter(task, delay.toNanos());
    return () -> queue.remove(due);
  }

  /** How many tasks wait for their time, or for the first thread. */
  int pending() {
    return queue.size();
  }

  private Due addAfter(Runnable task, long nanos) {
    Due due = new Due(task, System.nanoTime() + nanos);
    queue.add(due);
    if (!isStarted.get() && isStarted.compareAndSet(false, true)) {
      first.give(this);
    } else if (queue.peek() == due) {
      LockSupport.unpark(first);
    }
    return due;
  }

  /** The first thread's work: gives each task that falls due to a worker. */
  @Override
  public void run() {
    while (true) {
      try {
        Due next = queue.peek();
        long left = next == null ? Long.MAX_VALUE : next.left();
        if (next == null || left > 0) {
          LockSupport.parkNanos(this, left);
          // Whoever it was, this thread is needed as long as the JVM runs.
          Thread.interrupted();
        } else if (queue.remove(next)) {
          // Not polled: if it was taken back just now, the next is not due yet.
          start(next);
        }
      } catch (Throwable failure) {
        tell(failure);
      }
    }
  }

  /** A task that finds no thread (their number is limited, say) is not lost, but late. */
  private void start(Due due) {
    try {
      if (!hasStartedOne) {
        // A program that calls no target has this task alone, and a pool costs more.
        others.newThread(due).start();
        hasStartedOne = true;
      } else {
        workers().execute(due);
      }
    } catch (Throwable noThread) {
      addAfter(due.task, TRY_AGAIN_NANOS);
      throw noThread;
    }
  }

  private void tell(Throwable failure) {
    try {
      log.error("A task of the agent's own failed. Please report it", failure);
    } catch (Throwable unheeded) {
      // What stops even the log from working (no memory, say) must not end the thread.
    }
  }

  private Executor workers() {
    Executor known = workers;
    if (known == null) {
      known =
          new ThreadPoolExecutor(
              0,
              Integer.MAX_VALUE,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<Runnable>(),
              others);
      workers = known;
    }
    return known;
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
  private final class Due implements Runnable, Comparable<Due> {

    private final Runnable task;
    private final long dueNanos;

    Due(Runnable task, long dueNanos) {
      this.task = task;
      this.dueNanos = dueNanos;
    }

    /** In nanoseconds. */
    long left() {
      return dueNanos - System.nanoTime();
    }

    /** No failure leaves the thread: the application's uncaught exception handler would see it. */
    @Override
    public void run() {
      try {
        task.run();
      } catch (Throwable failure) {
        tell(failure);
      }
    }

    @Override
    public int compareTo(Due other) {
      long difference = dueNanos - other.dueNanos;
      return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
  }
}
