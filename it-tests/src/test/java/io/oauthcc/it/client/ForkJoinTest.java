package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Line;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A task of a ForkJoinPool that waits for a token")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class ForkJoinTest {
  private static final int WORKERS = 3;

  /** The widest last: what a row leaves hanging spoils those that follow. */
  private static final List<Row> ROWS =
      List.of(
          new Row("stream", 100, WORKERS + 1),
          new Row("monitor", 20, WORKERS),
          new Row("async", 600, WORKERS),
          new Row("outside", 20, WORKERS + 1),
          new Row("semaphore", 20, WORKERS));

  /**
   * @param threads how many the tasks have without an agent, one outside of the pool included
   */
  private record Row(String kind, int tasks, int threads) {}

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.concat(Subject.httpUrlConnection(), Subject.okHttp("4.12.0"));
  }

  @Test
  @DisplayName("runs no other task meanwhile, and the pool gets no thread for it")
  void runsNoOther(@TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, new Hops())) {
      AgentFile file = new AgentFile(folder);
      file.set("oauthcc.acquire-timeout", "45s").set("oauthcc.read-timeout", "45s");
      Map<Row, OAuthClient> clients = new LinkedHashMap<>();
      for (Row row : ROWS) {
        OAuthClient client = tokens.register(row.kind()).hold();
        clients.put(row, client);
        file.registration(client, api.url("/" + row.kind()));
      }
      try (Application application =
          new Application(
              subject
                  .jvm()
                  .property("java.util.concurrent.ForkJoinPool.common.parallelism", "" + WORKERS)
                  .agent(AgentFile.jar(), file.write().toString()),
              subject.driver())) {
        application.call(Request.get(api.url("/elsewhere")));
        SoftAssertions softly = new SoftAssertions();
        clients.forEach((row, client) -> check(softly, application, row, client, api));
        softly.assertAll();
        assertThat(application.end().errWithoutLog()).isEmpty();
      }
    }
  }

  private static void check(
      SoftAssertions softly, Application application, Row row, OAuthClient client, ApiServer api) {
    String kind = row.kind();
    application.startTasks(kind, row.tasks(), Request.get(api.url("/" + kind + "/a")));
    client.awaitAsked();
    application.awaitHeldTasks(kind, row.threads());
    client.release();
    Line outcome = application.endTasks(kind);

    softly.assertThat(outcome.get("ended")).as("%s: all ended", kind).isEqualTo("true");
    softly.assertThat(outcome.get("nested")).as("%s: on top of another", kind).isEqualTo("0");
    softly.assertThat(outcome.number("threads")).as("%s: threads", kind).isEqualTo(row.threads());
    softly.assertThat(outcome.number("pool")).as("%s: pool", kind).isLessThanOrEqualTo(WORKERS);
    softly.assertThat(outcome.get("outcomes")).as(kind).isEqualTo("{200=" + row.tasks() + "}");
  }
}
