package io.oauthcc.benchmarks.herd;

import io.oauthcc.benchmarks.process.Child;
import io.oauthcc.benchmarks.process.ServerProcess;
import io.oauthcc.benchmarks.process.TemporaryFolder;
import io.oauthcc.benchmarks.result.Jdk;
import io.oauthcc.benchmarks.result.Results;
import io.oauthcc.benchmarks.result.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One to ten thousand threads that need the token in the same moment, from an endpoint that takes
 * its time: how often it is asked, and how long the longest call takes. Each number of threads has
 * a JVM of its own; JDKs and numbers take turns.
 */
public final class Herd {

  private static final int ENDPOINT_MILLIS = 200;
  private static final int LIFETIME_SECONDS = 5;

  private record Name(String threads, String jdk, String state, String metric, String unit) {}

  private final Map<Name, List<Double>> samples = new LinkedHashMap<>();
  private final Path agent;

  private Herd(Path agent) {
    this.agent = agent;
  }

  static boolean hasVirtualThreads(int feature) {
    return feature >= 21;
  }

  /**
   * Measures, prints a table and writes {@code herd.json}.
   *
   * @param arguments the agent's jar, the folder for the results, {@code full} or {@code quick},
   *     the java commands
   */
  public static void main(String[] arguments) throws Exception {
    Path agent = Path.of(arguments[0]);
    boolean quick = arguments[2].equals("quick");
    List<Jdk> jdks = new ArrayList<>();
    for (String java : List.of(arguments).subList(3, arguments.length)) {
      jdks.add(Jdk.of(java));
    }
    Herd herd = new Herd(agent);
    for (int round = 0; round < (quick ? 1 : 3); round++) {
      for (int threads = 1; threads <= 10_000; threads *= 10) {
        for (Jdk jdk : jdks) {
          if (threads <= 1_000 || hasVirtualThreads(Integer.parseInt(jdk.feature()))) {
            herd.measure(jdk, threads);
          }
        }
      }
    }
    Results results = Results.now("herd", jdks, agent, herd.rows());
    results.print();
    results.write(Path.of(arguments[1]));
  }

  private void measure(Jdk jdk, int threads) throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder();
        ServerProcess server = new ServerProcess(jdk.java(), LIFETIME_SECONDS, ENDPOINT_MILLIS)) {
      List<String> options =
          new ArrayList<>(List.of("-Xmx1g", "-Xss256k", "-Dhttp.maxConnections=" + threads));
      options.addAll(server.agent(agent, folder.path()));
      List<String> arguments = List.of(server.origin(), Integer.toString(threads));
      try (Child crowd = Child.java(jdk.java(), options, Crowd.class, arguments)) {
        crowd.read();
        crowd.ask("gather");
        measure(jdk, threads, "cold", "herd", crowd, server);
        measure(jdk, threads, "warm", "herd", crowd, server);
        // The token that was in use is renewed once more, ahead of time, and then left to expire.
        Thread.sleep(2 * LIFETIME_SECONDS * 1000);
        measure(jdk, threads, "expired", "herd", crowd, server);
        measure(jdk, threads, "renewed in use", "use " + LIFETIME_SECONDS * 1000, crowd, server);
      }
      if (server.counts().bare() > 0) {
        throw new IOException(server.counts().bare() + " requests without the token");
      }
    }
  }

  private void measure(
      Jdk jdk, int threads, String state, String command, Child crowd, ServerProcess server)
      throws IOException {
    long before = server.counts().tokens();
    double millis = Long.parseLong(crowd.ask(command)) / 1e6;
    String subject =
        String.format(Locale.ROOT, threads == 1 ? "%d thread" : "%,d threads", threads);
    add(new Name(subject, jdk.feature(), state, "longest call", "ms"), millis);
    double asked = server.counts().tokens() - before;
    add(new Name(subject, jdk.feature(), state, "token requests", ""), asked);
  }

  private void add(Name name, double sample) {
    samples.computeIfAbsent(name, any -> new ArrayList<>()).add(sample);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    samples.forEach(
        (name, values) ->
            rows.add(Row.of(name.threads, name.jdk, name.state, name.metric, name.unit, values)));
    return rows;
  }
}
