package io.oauthcc.benchmarks.hotpath;

import io.oauthcc.benchmarks.Agents;
import io.oauthcc.benchmarks.Jdks;
import io.oauthcc.benchmarks.Options;
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
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks, each in JVMs of its own with the agent attached, in turns. */
public final class HotPath {

  private static final String USAGE = "benchmarks/hot-path [--quick] [--rounds N] [--jdk 17,25]";
  private static final String HOOK = HookBenchmark.class.getSimpleName() + ".";
  private static final String REQUEST = RequestBenchmark.class.getSimpleName() + ".";
  private static final String NANOS = "time ns/hop";
  private static final String MICROS = "time µs/request";

  private final Options options;
  private final ServerProcess server;
  private final List<String> agent;
  private final List<String> agentOfMany;
  private final List<String> agentElsewhere;
  private final Map<List<String>, List<Double>> samples = new LinkedHashMap<>();

  private HotPath(Options options, Path folder, ServerProcess server) throws IOException {
    this.options = options;
    this.server = server;
    Agents agents = new Agents(folder);
    String target = server.origin() + "/api";
    StringBuilder many = new StringBuilder(target);
    for (int i = 1; i < 1000; i++) {
      many.append(',').append(server.origin()).append("/path").append(i);
    }
    agent = agents.ours(target, server);
    agentOfMany = agents.ours(many.toString(), server);
    // A host that resembles a target is told of, which a foreign one is not.
    agentElsewhere = agents.ours("https://api.example.com/", server);
  }

  /**
   * Measures, prints a table, and writes {@code hot-path.json}.
   *
   * @param arguments see {@link #USAGE}
   */
  public static void main(String[] arguments) throws Exception {
    Options options =
        new Options(arguments, USAGE, Map.of("--rounds", List.of(), "--jdk", List.of()));
    List<Jdk> jdks = Jdks.find(options.list("--jdk", options.isQuick() ? "17" : "17,25"));
    String java = ProcessHandle.current().info().command().orElse("java");
    List<Row> rows = new ArrayList<>();
    try (TemporaryFolder folder = new TemporaryFolder();
        ServerProcess server = new ServerProcess(java, 86_400, 0)) {
      HotPath hotPath = new HotPath(options, folder.path(), server);
      int rounds = options.number("--rounds", options.isQuick() ? 1 : 3);
      for (int round = 0; round < rounds; round++) {
        for (Jdk jdk : jdks) {
          hotPath.round(jdk);
        }
      }
      rows.addAll(hotPath.rows());
      if (server.counts().bare() > 0) {
        throw new IOException("requests without the token: " + server.counts());
      }
    }
    Results results = Results.now("hot-path", jdks, Agents.OURS, rows);
    results.print();
    results.write(Path.of("benchmarks/results"));
  }

  private void round(Jdk jdk) throws RunnerException {
    String target = server.origin() + "/api";
    hook(jdk, "foreign host", "foreign", agent, target);
    hook(jdk, "match", "match", agent, target);
    hook(jdk, "match among 1,000 targets", "match", agentOfMany, target);
    hook(jdk, "refused", "refused", agent, target);
    String header = "-Dheader=Bearer " + ServerProcess.TOKEN;
    request(jdk, "no header", List.of(), server.origin() + "/open");
    request(jdk, "hand-set header", List.of(header), target);
    request(jdk, "oauthcc", agent, target);
    request(jdk, "oauthcc, foreign host", agentElsewhere, server.origin() + "/open");
  }

  private void hook(Jdk jdk, String subject, String method, List<String> agents, String target)
      throws RunnerException {
    for (RunResult result : run(jdk, HOOK + method + "$", agents, target)) {
      add(List.of(subject, jdk.feature(), "oauthcc"), result, NANOS, "allocated B/hop");
    }
  }

  private void request(Jdk jdk, String variant, List<String> agents, String target)
      throws RunnerException {
    for (RunResult result : run(jdk, REQUEST, agents, target)) {
      String client = result.getParams().getParam("client");
      List<String> row = List.of("request, " + client, jdk.feature(), variant);
      add(row, result, MICROS, "allocated B/request");
    }
  }

  private Iterable<RunResult> run(Jdk jdk, String benchmark, List<String> jvmOptions, String target)
      throws RunnerException {
    List<String> jvm = new ArrayList<>(jvmOptions);
    jvm.add("-Dtarget=" + target);
    return new Runner(
            new OptionsBuilder()
                .include(benchmark)
                .jvm(jdk.java())
                .jvmArgs(jvm.toArray(String[]::new))
                .forks(1)
                .warmupIterations(options.isQuick() ? 2 : 4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(options.isQuick() ? 2 : 4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private void add(List<String> row, RunResult result, String time, String bytes) {
    sample(row, time, result.getPrimaryResult().getScore());
    sample(
        row,
        bytes,
        Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"), "allocation")
            .getScore());
  }

  private void sample(List<String> row, String metricAndUnit, double sample) {
    List<String> key = new ArrayList<>(row);
    key.addAll(List.of(metricAndUnit.split(" ", 2)));
    samples.computeIfAbsent(key, absent -> new ArrayList<>()).add(sample);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    samples.forEach(
        (key, values) ->
            rows.add(Row.of(key.get(0), key.get(1), key.get(2), key.get(3), key.get(4), values)));
    return rows;
  }
}
