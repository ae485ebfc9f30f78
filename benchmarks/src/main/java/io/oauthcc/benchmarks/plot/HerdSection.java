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

/** Many threads that need the token in the same moment. */
final class HerdSection implements Section {

  private static final String LONGEST = "longest call";
  private static final String REQUESTS = "token requests";

  @Override
  public Map<String, Chart> charts(Results results) {
    Figures figures = new Figures(results);
    String jdk = figures.newestJdk();
    List<Group> groups = new ArrayList<>();
    for (String threads : figures.all(Row::subject)) {
      List<Bar> bars = new ArrayList<>();
      for (String state : figures.all(Row::variant)) {
        Row longest = figures.find(threads, jdk, state, LONGEST);
        Row requests = figures.find(threads, jdk, state, REQUESTS);
        if (longest != null && requests != null) {
          bars.add(
              new Bar(
                  state,
                  longest.median(),
                  Table.figure(longest.median()) + " ms, " + count(requests),
                  !state.equals("warm")));
        }
      }
      groups.add(new Group(threads, bars, new Limit(200, "the endpoint takes 200 ms")));
    }
    return Map.of(
        "herd",
        new Chart("Longest call of a herd in ms, and its token requests, JDK " + jdk, groups));
  }

  private static String count(Row requests) {
    String figure = Table.figure(requests.median());
    return figure + (figure.equals("1") ? " token request" : " token requests");
  }

  @Override
  public String table(Results results) {
    Figures figures = new Figures(results);
    List<String> states = figures.all(Row::variant);
    List<String> columns = new ArrayList<>();
    for (String state : states) {
      columns.add(state + ": token requests");
      columns.add("longest call, ms");
    }
    Table table = new Table(List.of("JDK", "threads"), columns);
    for (String jdk : figures.all(Row::jdk)) {
      for (String threads : figures.all(Row::subject)) {
        if (figures.find(threads, jdk, states.get(0), LONGEST) != null) {
          List<String> cells = new ArrayList<>(List.of(jdk, threads));
          for (String state : states) {
            cells.add(maximum(figures.find(threads, jdk, state, REQUESTS)));
            cells.add(range(figures.find(threads, jdk, state, LONGEST)));
          }
          table.row(cells.toArray(String[]::new));
        }
      }
    }
    return table.toString();
  }

  private static String maximum(@Nullable Row row) {
    return row == null ? "" : Table.figure(row.max());
  }

  private static String range(@Nullable Row row) {
    return row == null ? "" : Table.figure(row.min()) + " to " + Table.figure(row.max());
  }
}
