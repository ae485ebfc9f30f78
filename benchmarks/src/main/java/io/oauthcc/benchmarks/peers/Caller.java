package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.client.Get;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The program whose calls are measured. Each line that it reads says for how many milliseconds at
 * least and how many at most it is to call, and how many calls are enough in between; one call
 * follows the other. It answers with the number of calls, the nanoseconds they took together, and
 * the 50th and 99th percentile of one in nanoseconds.
 */
public final class Caller {

  private static final int MOST_CALLS = 1_000_000;

  private final Get get;
  private final int[] latencies = new int[MOST_CALLS];

  private Caller(Get get) {
    this.get = get;
  }

  /**
   * Calls.
   *
   * @param arguments the client, the address, the header, the token endpoint (see {@link Clients})
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Caller caller = new Caller(Clients.get(arguments[0], arguments[1], arguments[2], arguments[3]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(
          caller.call(
              Long.parseLong(words[0]) * 1_000_000,
              Long.parseLong(words[1]) * 1_000_000,
              Integer.parseInt(words[2])));
    }
    System.exit(0);
  }

  private String call(long leastNanos, long mostNanos, int calls) throws Exception {
    int count = 0;
    long start = System.nanoTime();
    long last = start;
    while ((last - start < leastNanos || (count < calls && last - start < mostNanos))
        && count < MOST_CALLS) {
      get.send();
      long now = System.nanoTime();
      latencies[count++] = (int) (now - last);
      last = now;
    }
    Arrays.sort(latencies, 0, count);
    return count
        + " "
        + (last - start)
        + " "
        + latencies[count / 2]
        + " "
        + latencies[count * 99 / 100];
  }
}
