package io.oauthcc.benchmarks.peers;

import io.oauthcc.benchmarks.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One way to have the header on one client's requests.
 *
 * @param client see {@link io.oauthcc.benchmarks.client.Clients}
 * @param name of the way
 * @param options of its JVM
 * @param arguments of {@link Caller}
 * @param hop what a hop between client and server has used of the CPUs; nothing if there is none
 */
record Variant(
    String client,
    String name,
    List<String> options,
    List<String> arguments,
    Supplier<Duration> hop) {

  /** Its program, started. */
  Run start(String java) throws IOException {
    Child child = Child.java(java, options, Caller.class, arguments);
    child.read();
    return new Run(this, child);
  }
}
