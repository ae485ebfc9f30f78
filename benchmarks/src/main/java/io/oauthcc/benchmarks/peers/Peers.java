package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.process.Nginx;
import io.oauthcc.benchmarks.process.ServerProcess;
import io.oauthcc.benchmarks.process.TemporaryFolder;
import io.oauthcc.benchmarks.result.Jdk;
import io.oauthcc.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An authorized GET to the loopback address with a warm token, in each way to have the header on
 * it, all on one CPU. Each way has a JVM of its own; they take turns of a fraction of a second,
 * forwards and backwards, so that what else the machine does meets all of them; and all JVMs are
 * started anew some times, because two runs of one program differ by more than what is measured
 * here.
 */
public final class Peers {

  private static final String BY_HAND = "hand-set header";
  private static final String OURS = "oauthcc";
  private static final List<String> HEAP = List.of("-Xms192m", "-Xmx192m");

  private final Jdk jdk;
  private final Effort effort;
  private final Figures figures;

  /** Calls in which a client is compiled. */
  private static final int WARM_UP_CALLS = 40_000;

  private static final int LEAST_WARM_UP_MILLIS = 1_500;
  private static final int TURN_MILLIS = 100;

  /**
   * How much is done.
   *
   * @param starts of each JVM
   * @param warmUp of each, at most, in ms
   * @param turns of each
   */
  private record Effort(int starts, int warmUp, int turns) {

    static final Effort FULL = new Effort(5, 7_000, 24);
    static final Effort QUICK = new Effort(1, 3_000, 6);
  }

  private Peers(Jdk jdk, Effort effort) {
    this.jdk = jdk;
    this.effort = effort;
    this.figures = new Figures(jdk.feature(), BY_HAND);
  }

  /**
   * Measures, prints a table and writes {@code peers.json}.
   *
   * @param arguments the agent's jar, the folder for the results, {@code full} or {@code quick},
   *     the java command, the nginx command (empty: without it)
   */
  public static void main(String[] arguments) throws Exception {
    Path agent = Path.of(arguments[0]);
    Jdk jdk = Jdk.of(arguments[3]);
    boolean quick = arguments[2].equals("quick");
    Peers peers = new Peers(jdk, quick ? Effort.QUICK : Effort.FULL);
    peers.measure(agent, arguments[4]);
    Results results = Results.now("peers", List.of(jdk), agent, peers.figures.rows());
    results.print();
    results.write(Path.of(arguments[1]));
  }

  private void measure(Path agent, String nginx) throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder();
        ServerProcess server = new ServerProcess(jdk.java(), 3600, 0)) {
      server.takeOneCpu();
      List<Variant> variants = variants(server, server.agent(agent, folder.path()));
      if (nginx.isEmpty()) {
        measure(variants);
      } else {
        try (Nginx hop = new Nginx(nginx, server.apiPort(), folder.path())) {
          hop.takeOneCpu();
          variants.add(2, behind(hop));
          measure(variants);
        }
      }
      ServerProcess.Counts counts = server.counts();
      if (counts.bare() > 0 || counts.authorized() == 0) {
        throw new IOException("requests with and without the token: " + counts);
      }
    }
  }

  private static List<Variant> variants(ServerProcess server, List<String> agent) {
    List<Variant> variants = new ArrayList<>();
    for (String client :
        List.of(Clients.OKHTTP, Clients.JAVA_HTTP, Clients.URL_CONNECTION, Clients.REST_CLIENT)) {
      variants.add(
          variant(client, BY_HAND, List.of(), server, "Bearer " + ServerProcess.TOKEN, ""));
      variants.add(variant(client, OURS, agent, server, "", ""));
    }
    variants.add(
        variant(Clients.REST_CLIENT, "Spring Security", List.of(), server, "", server.tokenUri()));
    return variants;
  }

  private static Variant variant(
      String client,
      String name,
      List<String> agent,
      ServerProcess server,
      String header,
      String tokenUri) {
    return new Variant(
        client,
        name,
        options(agent),
        arguments(client, server.origin(), header, tokenUri),
        () -> Duration.ZERO);
  }

  private static Variant behind(Nginx nginx) {
    return new Variant(
        Clients.OKHTTP,
        "nginx hop",
        HEAP,
        arguments(Clients.OKHTTP, nginx.origin(), "", ""),
        nginx::cpu);
  }

  private static List<String> options(List<String> agent) {
    List<String> options = new ArrayList<>(HEAP);
    options.addAll(agent);
    return options;
  }

  private static List<String> arguments(
      String client, String origin, String header, String tokenUri) {
    return List.of(client, origin + "/api", header, tokenUri);
  }

  private void measure(List<Variant> variants) throws IOException, InterruptedException {
    for (int start = 0; start < effort.starts; start++) {
      List<Run> runs = new ArrayList<>();
      try {
        for (Variant variant : variants) {
          runs.add(variant.start(jdk.java()));
        }
        for (Run run : runs) {
          run.warmUp(LEAST_WARM_UP_MILLIS, effort.warmUp, WARM_UP_CALLS);
        }
        List<Run> order = new ArrayList<>(runs);
        for (int turn = 0; turn < effort.turns; turn++) {
          for (Run run : order) {
            run.turn(TURN_MILLIS);
          }
          Collections.reverse(order);
        }
        figures.add(runs);
      } finally {
        for (Run run : runs) {
          run.close();
        }
      }
    }
  }
}
