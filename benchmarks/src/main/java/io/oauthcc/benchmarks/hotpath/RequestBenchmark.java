package io.oauthcc.benchmarks.hotpath;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.client.Get;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A request over the loopback address, to {@code target}, with {@code header} set by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

  /** Which client. */
  @Param({Clients.URL_CONNECTION, Clients.JAVA_HTTP, Clients.OKHTTP})
  public String client = "";

  private Get get = () -> {};

  /** Makes the client. */
  @Setup
  public void make() throws Exception {
    get =
        Clients.get(client, System.getProperty("target", ""), System.getProperty("header", ""), "");
  }

  /** Sends it. */
  @Benchmark
  public void request() throws Exception {
    get.send();
  }
}
