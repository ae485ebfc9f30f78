package io.oauthcc.benchmarks.plot;

import java.util.List;
import java.util.Locale;

/** A table of Markdown: words to the left, figures to the right. */
final class Table {

  private final StringBuilder out = new StringBuilder();

  /**
   * @param words the columns that hold words
   * @param figures the columns that hold figures, to the right of them
   */
  Table(List<String> words, List<String> figures) {
    out.append("| ").append(String.join(" | ", words)).append(" | ");
    out.append(String.join(" | ", figures)).append(" |\n|");
    out.append("---|".repeat(words.size())).append("--:|".repeat(figures.size())).append("\n");
  }

  /** Adds a row. */
  void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** A figure with as many digits as one reads: three, and all before the point. */
  static String figure(double value) {
    String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : format, value);
  }

  /** A difference in percent, with its sign. */
  static String percent(double value) {
    return String.format(Locale.ROOT, "%+.1f %%", value).replace('-', '−');
  }

  /** A share in percent. */
  static String share(double value) {
    return String.format(Locale.ROOT, value >= 1000 ? "%,.0f %%" : "%.1f %%", value);
  }
}
