package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.result.Results;
import io.oauthcc.benchmarks.result.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks figures up. */
final class Figures {

  private final List<Row> rows;

  Figures(Results results) {
    rows = results.rows();
  }

  /** The different values of a column, in the order of the rows. */
  List<String> all(Function<Row, String> column) {
    return rows.stream().map(column).distinct().toList();
  }

  /** The row, or null if that was not measured. */
  @Nullable Row find(String subject, String jdk, String variant, String metric) {
    return rows.stream()
        .filter(row -> row.subject().equals(subject))
        .filter(row -> row.jdk().equals(jdk))
        .filter(row -> row.variant().equals(variant))
        .filter(row -> row.metric().equals(metric))
        .findFirst()
        .orElse(null);
  }

  /** The newest JDK. */
  String newestJdk() {
    return rows.stream()
        .map(Row::jdk)
        .max((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
        .orElseThrow();
  }
}
