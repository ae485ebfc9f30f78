package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One JVM of a {@link Variant}, and its turns. */
final class Run implements AutoCloseable {

  private final Variant variant;
  private final Child child;
  private final List<Slice> slices = new ArrayList<>();
  private Duration cpu = Duration.ZERO;

  Run(Variant variant, Child child) {
    this.variant = variant;
    this.child = child;
  }

  Variant variant() {
    return variant;
  }

  /**
   * Calls on all CPUs, without looking at the figures, until the compiler has done its work; then
   * on the one CPU.
   *
   * @param calls that are enough, if they take longer than {@code least} and less than {@code most}
   *     milliseconds
   */
  void warmUp(int least, int most, int calls) throws IOException, InterruptedException {
    child.ask(least + " " + most + " " + calls);
    child.takeOneCpu();
  }

  /** Takes a turn. */
  void turn(int millis) throws IOException {
    Duration before = cpuSoFar();
    slices.add(Slice.of(child.ask(millis + " " + millis + " 0")));
    cpu = cpu.plus(cpuSoFar()).minus(before);
  }

  /** Its turns so far. */
  List<Slice> slices() {
    return slices;
  }

  /** What a call took of the CPUs in client and hop, in µs. */
  double cpuPerCall() {
    return cpu.toNanos() / 1e3 / slices.stream().mapToInt(Slice::calls).sum();
  }

  private Duration cpuSoFar() {
    return child.cpu().plus(variant.hop().get());
  }

  @Override
  public void close() {
    child.close();
  }
}
