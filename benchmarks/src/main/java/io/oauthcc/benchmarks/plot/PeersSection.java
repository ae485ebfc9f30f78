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

/** The agent beside what stands in its place. */
final class PeersSection implements Section {

  private static final String OVER = " over hand-set header";

  @Override
  public Map<String, Chart> charts(Results results) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    charts.put(
        "peers-throughput",
        chart(
            results,
            "throughput",
            "Authorized requests a second, in % of those with a hand-set header",
            new Limit(99, "at least 99 %")));
    charts.put(
        "peers-p99",
        chart(
            results,
            "p99",
            "99th percentile of an authorized request, in % of that with a hand-set header",
            new Limit(102, "at most 102 %")));
    return charts;
  }

  private static Chart chart(Results results, String metric, String title, Limit limit) {
    Figures figures = new Figures(results);
    String jdk = figures.newestJdk();
    List<Group> groups = new ArrayList<>();
    for (String client : figures.all(Row::subject)) {
      List<Bar> bars = new ArrayList<>();
      for (String variant : figures.all(Row::variant)) {
        Row row = figures.find(client, jdk, variant, metric);
        if (row != null) {
          Row over = figures.find(client, jdk, variant, metric + OVER);
          double share = over == null ? 100 : 100 + over.median();
          String text =
              Table.share(share) + " (" + Table.figure(row.median()) + " " + row.unit() + ")";
          bars.add(new Bar(variant, share, text, variant.equals("oauthcc")));
        }
      }
      groups.add(new Group(client, bars, limit));
    }
    return new Chart(title, groups);
  }

  @Override
  public String table(Results results) {
    Figures figures = new Figures(results);
    Table table =
        new Table(
            List.of("client", "the header comes from"),
            List.of(
                "requests/s",
                "over hand-set",
                "p50 µs",
                "over hand-set",
                "p99 µs",
                "over hand-set",
                "CPU µs/request"));
    for (String jdk : figures.all(Row::jdk)) {
      for (String client : figures.all(Row::subject)) {
        for (String variant : figures.all(Row::variant)) {
          Row throughput = figures.find(client, jdk, variant, "throughput");
          if (throughput != null) {
            table.row(
                client,
                variant,
                median(throughput),
                spread(figures.find(client, jdk, variant, "throughput" + OVER)),
                median(figures.find(client, jdk, variant, "p50")),
                spread(figures.find(client, jdk, variant, "p50" + OVER)),
                median(figures.find(client, jdk, variant, "p99")),
                spread(figures.find(client, jdk, variant, "p99" + OVER)),
                median(figures.find(client, jdk, variant, "CPU per request")));
          }
        }
      }
    }
    return table.toString();
  }

  private static String median(@Nullable Row row) {
    return row == null ? "" : Table.figure(row.median());
  }

  private static String spread(@Nullable Row row) {
    return row == null
        ? ""
        : Table.percent(row.median())
            + " ("
            + Table.percent(row.min())
            + " to "
            + Table.percent(row.max())
            + ")";
  }
}
