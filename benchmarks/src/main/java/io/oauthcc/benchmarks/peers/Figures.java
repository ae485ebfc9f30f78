package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The samples of all starts; one start is one sample. Beside the figures themselves there is what
 * each way makes of the same client's throughput and times with the header set by hand, in percent,
 * each turn over the turn next to it: whatever slows both down cancels out.
 */
final class Figures {

  private record Name(String client, String variant, String metric, String unit) {}

  private final Map<Name, List<Double>> samples = new LinkedHashMap<>();
  private final String jdk;
  private final String reference;

  /**
   * @param reference the variant that the others are compared with
   */
  Figures(String jdk, String reference) {
    this.jdk = jdk;
    this.reference = reference;
  }

  /** Adds one start of all variants. */
  void add(List<Run> runs) {
    for (Run run : runs) {
      List<Slice> slices = run.slices();
      add(run, "throughput", "req/s", Slice.median(slices, Slice::perSecond));
      add(run, "p50", "µs", Slice.median(slices, Slice::p50));
      add(run, "p99", "µs", Slice.median(slices, Slice::p99));
      add(run, "CPU per request", "µs", run.cpuPerCall());
      for (Run other : runs) {
        if (run != other && isReference(other, run)) {
          String over = " over " + reference;
          add(run, "throughput" + over, "%", over(run, other, Slice::perSecond));
          add(run, "p50" + over, "%", over(run, other, Slice::p50));
          add(run, "p99" + over, "%", over(run, other, Slice::p99));
        }
      }
    }
  }

  private boolean isReference(Run run, Run of) {
    return run.variant().client().equals(of.variant().client())
        && run.variant().name().equals(reference);
  }

  private static double over(Run run, Run reference, ToDoubleFunction<Slice> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < run.slices().size(); turn++) {
      ratios.add(
          figure.applyAsDouble(run.slices().get(turn))
              / figure.applyAsDouble(reference.slices().get(turn)));
    }
    return 100 * Row.median(ratios) - 100;
  }

  private void add(Run run, String metric, String unit, double sample) {
    samples
        .computeIfAbsent(
            new Name(run.variant().client(), run.variant().name(), metric, unit),
            name -> new ArrayList<>())
        .add(sample);
  }

  /** All figures. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    samples.forEach(
        (name, values) ->
            rows.add(Row.of(name.client, jdk, name.variant, name.metric, name.unit, values)));
    return rows;
  }
}
