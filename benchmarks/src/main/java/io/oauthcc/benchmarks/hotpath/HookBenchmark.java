package io.oauthcc.benchmarks.hotpath;

import io.oauthcc.benchmarks.client.Clients;
import io.oauthcc.benchmarks.hook.Questions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A hop as the hook sees it. The property {@code target} is an address that gets a token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookBenchmark {

  private final Object call = new Object();
  private URI target = URI.create("http://localhost");
  private List<String> sent = List.of();

  /** A woven call, so that the hook and a token are there. */
  @Setup
  public void call() throws Exception {
    target = URI.create(System.getProperty("target", ""));
    Clients.get(Clients.URL_CONNECTION, target.toString(), "", "").send();
    Object value = match();
    if (!(value instanceof String token)) {
      throw new IllegalStateException("no token for " + target);
    }
    sent = List.of(token);
  }

  /** A host that is nobody's. */
  @Benchmark
  public Object foreign() {
    return Questions.hop("http", "elsewhere.example.org", 80, "/api/items");
  }

  /** A target. */
  @Benchmark
  public Object match() {
    return Questions.hop("http", target.getHost(), target.getPort(), target.getRawPath());
  }

  /** A target that answered 401. */
  @Benchmark
  public boolean refused() {
    return Questions.refused(
        "http", target.getHost(), target.getPort(), target.getRawPath(), call, sent);
  }
}
