package io.oauthcc.it.driver;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Many threads making the same call, and a count of what came of it. */
final class Crowd {
  private final HttpDriver http;
  private final Call call;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final CountDownLatch start = new CountDownLatch(1);

  private Crowd(HttpDriver http, Call call) {
    this.http = http;
    this.call = call;
  }

  /** One call on each thread, all let go at once. */
  static Crowd herd(HttpDriver http, Call call, int threads) throws InterruptedException {
    Crowd crowd = new Crowd(http, call);
    crowd.run(threads, crowd::one);
    return crowd;
  }

  /** Calls on each thread, one after the other, for the given time. */
  static Crowd load(HttpDriver http, Call call, int threads, int millis)
      throws InterruptedException {
    Crowd crowd = new Crowd(http, call);
    long end = System.nanoTime() + millis * 1_000_000L;
    crowd.run(
        threads,
        () -> {
          while (System.nanoTime() - end < 0) {
            crowd.one();
          }
        });
    return crowd;
  }

  private void run(int threads, Runnable work) throws InterruptedException {
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      all[i] =
          call.onVirtualThreads()
              ? VirtualThreads.unstarted(() -> awaitStartAnd(work))
              : new Thread(() -> awaitStartAnd(work), "crowd-" + i);
      all[i].start();
    }
    start.countDown();
    for (Thread thread : all) {
      thread.join();
    }
  }

  private void awaitStartAnd(Runnable work) {
    try {
      start.await();
    } catch (InterruptedException e) {
      count(e.toString());
      return;
    }
    work.run();
  }

  private void one() {
    try {
      count(http.call(call).line().get("status"));
    } catch (Exception e) {
      count(e.toString());
    }
  }

  private synchronized void count(String outcome) {
    @Nullable Integer before = outcomes.get(outcome);
    outcomes.put(outcome, before == null ? 1 : before + 1);
  }

  /** The outcomes and how often each came: {@code {200=17}}. */
  synchronized Line line() {
    return new Line().with("outcomes", outcomes.toString());
  }
}
