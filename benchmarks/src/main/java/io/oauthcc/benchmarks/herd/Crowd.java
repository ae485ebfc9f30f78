package io.oauthcc.benchmarks.herd;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.client.Get;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The program of the herd, on {@code HttpURLConnection}; its threads are virtual where the JDK has
 * such. Answers each line with the longest time of a call in nanoseconds:
 *
 * <ul>
 *   <li>{@code gather}: every thread opens a connection, by a call that is nobody's, so that what
 *       is measured later is no connecting;
 *   <li>{@code herd}: all threads call in the same moment, once; a call counts from that moment;
 *   <li>{@code use MILLIS}: for that long each thread calls now and then, all together up to a
 *       thousand times a second.
 * </ul>
 */
public final class Crowd {

  private final ThreadFactory factory;
  private final int threads;
  private final Get gather;
  private final Get api;

  private Crowd(String origin, int threads) throws Exception {
    this.threads = threads;
    factory = factory();
    gather = Clients.get(Clients.URL_CONNECTION, origin + "/gather/" + threads, "", "");
    api = Clients.get(Clients.URL_CONNECTION, origin + "/api", "", "");
  }

  /**
   * Calls.
   *
   * @param arguments the server's origin, the number of threads
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Crowd crowd = new Crowd(arguments[0], Integer.parseInt(arguments[1]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(crowd.answer(line));
    }
    System.exit(0);
  }

  private long answer(String line) throws Exception {
    return switch (line) {
      case "gather" -> together(gather);
      case "herd" -> together(api);
      default -> use(Long.parseLong(line.substring("use ".length())) * 1_000_000);
    };
  }

  private long together(Get get) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    long[] start = new long[1];
    List<FutureTask<Long>> calls =
        start(
            () -> {
              ready.countDown();
              go.await();
              get.send();
              return System.nanoTime() - start[0];
            });
    ready.await();
    start[0] = System.nanoTime();
    go.countDown();
    return longest(calls);
  }

  private long use(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    return longest(
        start(
            () -> {
              long longest = 0;
              Thread.sleep(ThreadLocalRandom.current().nextLong(threads));
              for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                api.send();
                longest = Math.max(longest, System.nanoTime() - before);
                Thread.sleep(threads);
              }
              return longest;
            }));
  }

  private List<FutureTask<Long>> start(Callable<Long> call) {
    List<FutureTask<Long>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      FutureTask<Long> task = new FutureTask<>(call);
      factory.newThread(task).start();
      calls.add(task);
    }
    return calls;
  }

  private static long longest(List<FutureTask<Long>> calls) throws Exception {
    long longest = 0;
    for (FutureTask<Long> call : calls) {
      longest = Math.max(longest, call.get());
    }
    return longest;
  }

  private static ThreadFactory factory() throws ReflectiveOperationException {
    if (!Herd.hasVirtualThreads(Runtime.version().feature())) {
      return Thread::new;
    }
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    return (ThreadFactory) type.getMethod("factory").invoke(builder);
  }
}
