package io.oauthcc.it.driver;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tasks of the common {@link ForkJoinPool} that each make the same call. */
final class ForkedTasks {
  private static final long LIMIT_SECONDS = 25;

  private final HttpDriver http;
  private final Call call;
  private final String how;
  private final Semaphore permit = new Semaphore(1);
  private final Object monitor = new Object();
  private final ThreadLocal<Boolean> isInTask = ThreadLocal.withInitial(() -> false);
  private final AtomicInteger nested = new AtomicInteger();
  private final AtomicInteger largestPool = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final CompletableFuture<String> isStarted = new CompletableFuture<>();
  private final Queue<CompletableFuture<?>> forked = new ConcurrentLinkedQueue<>();

  private ForkedTasks(HttpDriver http, Call call, String how) {
    this.http = http;
    this.call = call;
    this.how = how;
  }

  /**
   * Starts them, from one of the pool's own threads or from one outside: either has a queue that it
   * may help to empty.
   *
   * @param how {@code async} or {@code outside}, {@code semaphore} (one permit, held across the
   *     call), {@code monitor} (the same with a monitor) or {@code stream}
   */
  static ForkedTasks start(HttpDriver http, Call call, String how, int tasks) {
    ForkedTasks started = new ForkedTasks(http, call, how);
    Runnable start =
        how.equals("stream")
            ? () -> IntStream.range(0, tasks).parallel().forEach(i -> started.task())
            : () -> started.fork(tasks);
    if (how.equals("stream") || how.equals("outside")) {
      Thread thread =
          new Thread(
              () -> {
                start.run();
                started.isStarted.complete("");
              });
      thread.setDaemon(true);
      thread.start();
    } else {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                start.run();
                started.isStarted.complete("");
              });
    }
    return started;
  }

  /** The others, then the one of this thread. */
  private void fork(int tasks) {
    for (int i = 1; i < tasks; i++) {
      forked.add(CompletableFuture.runAsync(this::task));
    }
    task();
  }

  /** Waits until as many threads are in a task, and none of them can go on. */
  void awaitHeld(int width) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (threads.size() < width || !threads.stream().allMatch(ForkedTasks::waits)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("only " + threads + " are in a task");
      }
      Thread.sleep(1);
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE;
  }

  /** Waits for all of them, and tells what came of it. */
  Line end() throws Exception {
    boolean ended = true;
    try {
      isStarted.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      CompletableFuture.allOf(forked.toArray(new CompletableFuture<?>[0]))
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      ended = false;
    }
    synchronized (outcomes) {
      return new Line()
          .with("ended", String.valueOf(ended))
          .with("nested", nested.toString())
          .with("threads", String.valueOf(threads.size()))
          .with("pool", largestPool.toString())
          .with("outcomes", outcomes.toString());
    }
  }

  private void task() {
    threads.add(Thread.currentThread());
    largestPool.accumulateAndGet(ForkJoinPool.commonPool().getPoolSize(), Math::max);
    if (isInTask.get()) {
      nested.incrementAndGet();
    }
    isInTask.set(true);
    try {
      switch (how) {
        case "semaphore":
          permit.acquireUninterruptibly();
          try {
            exchange();
          } finally {
            permit.release();
          }
          break;
        case "monitor":
          synchronized (monitor) {
            exchange();
          }
          break;
        default:
          exchange();
      }
    } finally {
      isInTask.set(false);
    }
  }

  private void exchange() {
    String outcome;
    try {
      outcome = http.call(call).line().get("status");
    } catch (Throwable e) {
      outcome = e.toString();
    }
    synchronized (outcomes) {
      outcomes.merge(outcome, 1, Integer::sum);
    }
  }
}
