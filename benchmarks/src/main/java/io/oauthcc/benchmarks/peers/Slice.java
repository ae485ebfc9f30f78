package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.result.Row;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one program did in its turn.
 *
 * @param calls their number
 * @param perSecond calls
 * @param p50 the 50th percentile of a call, in µs
 * @param p99 the 99th
 */
record Slice(int calls, double perSecond, double p50, double p99) {

  /** What {@link Caller} answered. */
  static Slice of(String answer) {
    String[] words = answer.split(" ", -1);
    int calls = Integer.parseInt(words[0]);
    return new Slice(
        calls,
        calls * 1e9 / Long.parseLong(words[1]),
        Integer.parseInt(words[2]) / 1e3,
        Integer.parseInt(words[3]) / 1e3);
  }

  /** The median of one figure over these slices. */
  static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
    return Row.median(slices.stream().map(figure::applyAsDouble).toList());
  }
}
