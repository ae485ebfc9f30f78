package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.client.Get;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The program whose calls are measured. Each line that it reads is a number of milliseconds to call
 * for, one call after the other; it answers with the number of calls, the nanoseconds they took
 * together, and the 50th and 99th percentile of one in nanoseconds.
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
      System.out.println(caller.call(Long.parseLong(line) * 1_000_000));
    }
    System.exit(0);
  }

  private String call(long nanos) throws Exception {
    int count = 0;
    long start = System.nanoTime();
    long last = start;
    while (last - start < nanos && count < MOST_CALLS) {
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
