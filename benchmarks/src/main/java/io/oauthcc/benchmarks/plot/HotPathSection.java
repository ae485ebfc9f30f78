package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.plot.Chart.Bar;
import io.oauthcc.benchmarks.plot.Chart.Group;
import io.oauthcc.benchmarks.plot.Chart.Limit;
import io.oauthcc.benchmarks.result.Results;
import io.oauthcc.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent does within a hop. */
final class HotPathSection implements Section {

  @Override
  public Map<String, Chart> charts(Results results) {
    String jdk = new Figures(results).newestJdk();
    List<Group> groups = new ArrayList<>();
    for (Row row : results.rows()) {
      if (row.jdk().equals(jdk) && row.unit().equals("ns/hop")) {
        String text = Table.figure(row.min()) + " ns";
        groups.add(
            new Group(
                row.subject(),
                List.of(new Bar(row.variant(), row.min(), text, true)),
                limit(row.subject())));
      }
    }
    return Map.of("hot-path", new Chart("Time of the agent in a hop in ns, JDK " + jdk, groups));
  }

  private static @Nullable Limit limit(String subject) {
    if (subject.startsWith("foreign")) {
      return new Limit(20, "at most 20");
    }
    return subject.startsWith("match") ? new Limit(60, "at most 60") : null;
  }

  @Override
  public String table(Results results) {
    Table table =
        new Table(List.of("case", "JDK", "variant", "metric", "unit"), List.of("min", "median"));
    for (Row row : results.rows()) {
      table.row(
          row.subject(),
          row.jdk(),
          row.variant(),
          row.metric(),
          row.unit(),
          Table.figure(row.min()),
          Table.figure(row.median()));
    }
    return table.toString();
  }
}
