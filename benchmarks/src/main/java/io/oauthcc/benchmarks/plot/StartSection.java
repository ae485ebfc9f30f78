package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.plot.Chart.Bar;
import io.oauthcc.benchmarks.plot.Chart.Group;
import io.oauthcc.benchmarks.plot.Chart.Limit;
import io.oauthcc.benchmarks.result.Results;
import io.oauthcc.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What agents add to a program's start, over an agent that does nothing. */
final class StartSection implements Section {

  private static final String OURS = "oauthcc";
  private static final String EMPTY = "empty agent";

  /** What is allowed, by metric and the beginning of a case; the JDK where it matters. */
  private static final Map<String, Double> LIMITS =
      Map.ofEntries(
          Map.entry("wall hello", 14.0),
          Map.entry("wall foreign call, HttpURLConnection", 50.0),
          Map.entry("wall authorized call, HttpURLConnection", 105.0),
          Map.entry("wall authorized call, HttpURLConnection, JDK 17", 90.0),
          Map.entry("wall authorized call, java.net.http", 100.0),
          Map.entry("wall authorized call, OkHttp 4", 85.0),
          Map.entry("CPU hello", 28.0),
          Map.entry("CPU foreign call, HttpURLConnection", 95.0),
          Map.entry("CPU authorized call, HttpURLConnection", 160.0),
          Map.entry("peak RSS foreign call, HttpURLConnection", 8.0),
          Map.entry("peak RSS authorized call, HttpURLConnection", 14.0));

  @Override
  public Map<String, Chart> charts(Results results) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    charts.put("start-wall", chart(results, "wall", "Time added to a start in ms"));
    charts.put("start-cpu", chart(results, "CPU", "CPU time added to a start in ms"));
    charts.put("start-memory", chart(results, "peak RSS", "Peak memory added to a start in MiB"));
    return charts;
  }

  private static Chart chart(Results results, String metric, String title) {
    Figures figures = new Figures(results);
    String jdk = figures.newestJdk();
    List<Group> groups = new ArrayList<>();
    for (String subject : figures.all(Row::subject)) {
      List<Bar> bars = new ArrayList<>();
      for (String variant : figures.all(Row::variant)) {
        Double added = added(figures, subject, jdk, variant, metric);
        if (added != null && isAgent(variant)) {
          String text = Table.figure(added);
          bars.add(new Bar(variant, added, text, variant.equals(OURS)));
        }
      }
      if (!bars.isEmpty() && !subject.contains("CPU")) {
        groups.add(new Group(subject, bars, limit(metric, subject, jdk)));
      }
    }
    return new Chart(title + ", over an empty agent, JDK " + jdk, groups);
  }

  private static @Nullable Limit limit(String metric, String subject, String jdk) {
    String key = metric + " " + subject;
    Double limit = LIMITS.getOrDefault(key + ", JDK " + jdk, LIMITS.get(key));
    return limit == null ? null : new Limit(limit, "at most " + Table.figure(limit));
  }

  private static boolean isAgent(String variant) {
    return variant.equals(OURS) || variant.startsWith("OpenTelemetry");
  }

  /** What the fastest run took over the fastest with an empty agent. */
  private static @Nullable Double added(
      Figures figures, String subject, String jdk, String variant, String metric) {
    Row row = figures.find(subject, jdk, variant, metric);
    Row empty = figures.find(subject, jdk, EMPTY, metric);
    return row == null || empty == null ? null : row.min() - empty.min();
  }

  @Override
  public String table(Results results) {
    Figures figures = new Figures(results);
    String other =
        figures.all(Row::variant).stream()
            .filter(variant -> variant.startsWith("OpenTelemetry"))
            .findFirst()
            .orElse("OpenTelemetry");
    Table table =
        new Table(
            List.of("case", "JDK"),
            List.of(
                "empty agent, ms",
                "oauthcc, ms",
                "CPU, ms",
                "memory, MiB",
                "classes",
                other + ", ms",
                "CPU, ms",
                "memory, MiB",
                "classes"));
    for (String subject : figures.all(Row::subject)) {
      for (String jdk : figures.all(Row::jdk)) {
        Row empty = figures.find(subject, jdk, EMPTY, "wall");
        if (empty != null) {
          List<String> cells = new ArrayList<>(List.of(subject, jdk, Table.figure(empty.min())));
          for (String variant : List.of(OURS, other)) {
            for (String metric : List.of("wall", "CPU", "peak RSS", "classes")) {
              Double added = added(figures, subject, jdk, variant, metric);
              cells.add(added == null ? "" : "+" + Table.figure(added));
            }
          }
          table.row(cells.toArray(String[]::new));
        }
      }
    }
    return table.toString();
  }
}
