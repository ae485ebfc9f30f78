package io.oauthcc.benchmarks.startup;

import io.oauthcc.benchmarks.Agents;
import io.oauthcc.benchmarks.Jdks;
import io.oauthcc.benchmarks.Options;
import io.oauthcc.benchmarks.process.ServerProcess;
import io.oauthcc.benchmarks.process.TemporaryFolder;
import io.oauthcc.benchmarks.result.Jdk;
import io.oauthcc.benchmarks.result.Results;
import io.oauthcc.benchmarks.result.Row;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whole processes: programs without an agent, with one that does nothing, with ours, with
 * OpenTelemetry's. They take turns, so that whatever else the machine does meets all of them; the
 * minimum of many rounds is the figure to trust.
 */
public final class StartUp {

  private static final String USAGE =
      """
      benchmarks/start-up [--quick] [--rounds N] [--jdk 8,17,25] [--cpus all,one,half]
          [--case hello,foreign,authorized,spring-boot] [--agent none,empty,oauthcc,opentelemetry]
      """;

  private static final Map<String, List<String>> ITEMS =
      Map.of(
          "--rounds", List.of(),
          "--jdk", List.of(),
          "--cpus", List.of("all", "one", "half"),
          "--case", List.of("hello", "foreign", "authorized", "spring-boot"),
          "--agent", List.of("none", "empty", "oauthcc", "opentelemetry"));

  /** Rounds on all CPUs, and on fewer. */
  private static final Map<String, Integer> ROUNDS = Map.of("all", 15, "one", 7, "half", 7);

  private static final int QUICK_ROUNDS = 3;

  private static final Path RESULTS = Path.of("benchmarks/results");

  /** Requests to each server. */
  private static final int WARM_UP = 3_000;

  /** OpenTelemetry's takes seconds: it is in every third round. */
  private static final int ROUNDS_OF_SLOW = 3;

  private final Options options;
  private final Launch launch;
  private final Agents agents;
  private final ServerProcess server;
  private final List<String> empty;
  private final List<String> ours;
  private final List<String> oursElsewhere;

  private StartUp(Options options, Path folder, ServerProcess server) throws IOException {
    this.options = options;
    this.launch = new Launch(folder);
    this.agents = new Agents(folder);
    this.server = server;
    this.empty = agents.empty();
    this.ours = agents.ours(server.origin() + "/api", server);
    // A host that resembles a target is told of, which a foreign one is not.
    this.oursElsewhere = agents.ours("https://api.example.com/", server);
  }

  /**
   * Measures, prints a table, and writes {@code start.json}.
   *
   * @param arguments see {@link #USAGE}
   */
  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments, USAGE, ITEMS);
    List<Jdk> jdks = Jdks.find(options.list("--jdk", options.isQuick() ? "17" : "8,17,25"));
    String java = ProcessHandle.current().info().command().orElse("java");
    List<Row> rows = new ArrayList<>();
    try (TemporaryFolder folder = new TemporaryFolder();
        ServerProcess server = new ServerProcess(java, 3600, 0)) {
      warmUp(server);
      StartUp startUp = new StartUp(options, folder.path(), server);
      for (String cpus : options.list("--cpus", options.isQuick() ? "all" : "all,one,half")) {
        for (Jdk jdk : jdks) {
          rows.addAll(startUp.measure(jdk, cpus));
          // A run that is ended early is not lost.
          results(jdks, rows).write(RESULTS);
        }
      }
      if (server.counts().bare() > 0) {
        throw new IOException("requests without the token: " + server.counts());
      }
    }
    results(jdks, rows).print();
  }

  private static Results results(List<Jdk> jdks, List<Row> rows) throws IOException {
    return Results.now("start", jdks, Agents.OURS, rows);
  }

  /** Has the servers compiled before they are waited for. */
  private static void warmUp(ServerProcess server) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      for (String url : List.of(server.origin() + "/open", server.tokenUri())) {
        HttpURLConnection call = (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream in = call.getInputStream()) {
          in.readAllBytes();
        }
      }
    }
  }

  private List<Row> measure(Jdk jdk, String cpus) throws IOException, InterruptedException {
    List<Run> runs = runs(jdk, launch.name(cpus));
    int rounds = options.number("--rounds", options.isQuick() ? QUICK_ROUNDS : ROUNDS.get(cpus));
    for (int round = 0; round < rounds; round++) {
      for (Run run : runs) {
        if (round % ROUNDS_OF_SLOW == 0 || !run.variant().startsWith("OpenTelemetry")) {
          run.add(launch.run(cpus, run.command()));
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Run run : runs) {
      if (cpus.equals("all")) {
        run.addClasses(launch.classes(jdk.feature(), run.command()));
      }
      rows.addAll(run.rows(jdk.feature()));
    }
    return rows;
  }

  private List<Run> runs(Jdk jdk, String cpus) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Program program : Program.all()) {
      if (program.runsOn(jdk) && options.wants("--case", program.key())) {
        String subject = program.name() + cpus;
        add(runs, "none", new Run(subject, "no agent", command(program, jdk, List.of())));
        add(runs, "empty", new Run(subject, "empty agent", command(program, jdk, empty)));
        add(
            runs,
            "oauthcc",
            new Run(
                subject,
                "oauthcc",
                command(program, jdk, program.needsToken() ? ours : oursElsewhere)));
        add(
            runs,
            "opentelemetry",
            new Run(
                subject,
                agents.openTelemetryName(),
                command(program, jdk, agents.openTelemetry())));
      }
    }
    return runs;
  }

  private List<String> command(Program program, Jdk jdk, List<String> agent) {
    return program.command(jdk, agent, server, agent.equals(ours));
  }

  private void add(List<Run> runs, String key, Run run) {
    if (options.wants("--agent", key)) {
      runs.add(run);
    }
  }
}
