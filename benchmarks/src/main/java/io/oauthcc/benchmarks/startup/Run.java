package io.oauthcc.benchmarks.startup;

import io.oauthcc.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program with one of the agents, and what its runs took. */
final class Run {

  private final String subject;
  private final String variant;
  private final List<String> command;
  private final Map<String, List<Double>> samples = new LinkedHashMap<>();

  Run(String subject, String variant, List<String> command) {
    this.subject = subject;
    this.variant = variant;
    this.command = command;
  }

  /** Its command line. */
  List<String> command() {
    return command;
  }

  /** Which agent it has. */
  String variant() {
    return variant;
  }

  /** Adds what a run took. */
  void add(Launch.Took took) {
    add("wall ms", took.wall());
    add("CPU ms", took.cpu());
    add("peak RSS MiB", took.memory());
  }

  /** Adds how many classes it loads. */
  void addClasses(double classes) {
    add("classes loaded", classes);
  }

  private void add(String metricAndUnit, double sample) {
    samples.computeIfAbsent(metricAndUnit, key -> new ArrayList<>()).add(sample);
  }

  /** Its figures. */
  List<Row> rows(String jdk) {
    List<Row> rows = new ArrayList<>();
    samples.forEach(
        (key, values) -> {
          int last = key.lastIndexOf(' ');
          rows.add(
              Row.of(
                  subject, jdk, variant, key.substring(0, last), key.substring(last + 1), values));
        });
    return rows;
  }
}
