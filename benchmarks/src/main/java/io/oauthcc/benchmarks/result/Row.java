package io.oauthcc.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One figure.
 *
 * @param subject what was done: {@code OkHttp 4}, {@code 1,000 threads}
 * @param jdk the feature version of the JDK that did it
 * @param variant how: {@code hand-set header}, {@code oauthcc}
 * @param metric what was measured: {@code throughput}
 * @param unit of the figures
 * @param min the smallest sample
 * @param median the sample in the middle
 * @param max the largest sample
 * @param n the number of samples
 */
public record Row(
    @JsonProperty("case") String subject,
    String jdk,
    String variant,
    String metric,
    String unit,
    double min,
    double median,
    double max,
    int n) {

  /** The row of these samples, of which there is at least one. */
  public static Row of(
      String subject,
      String jdk,
      String variant,
      String metric,
      String unit,
      List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Row(
        subject,
        jdk,
        variant,
        metric,
        unit,
        sorted[0],
        median(samples),
        sorted[sorted.length - 1],
        sorted.length);
  }

  /** The sample in the middle, or the mean of the two there; of at least one. */
  public static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
