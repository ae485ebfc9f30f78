package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.FaultyAgent;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A defect where tokens are fetched")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class RenewalDefectsTest {

  private static final List<String> METHODS =
      List.of(
          "TokenCache.acquire",
          "Flights.takeOff",
          "Flights.publish",
          "Flight.join",
          "Attempts.begin",
          "Attempts.attempt",
          "HttpTokenClient.fetch",
          "Attempts.goOn",
          "TokenCache$Landing.succeeded",
          "TokenCache$Landing.failed",
          "Flight.land",
          "RenewalLog.renewed",
          "Waits.begin",
          "AwaitedToken.<init>",
          "AwaitedToken.await",
          "AwaitedToken.ended",
          "LiveAnswers.settled",
          "Settled.begin",
          "Settled.endAfter",
          "Settled.goOn",
          "Authorizer.withoutToken",
          "ContextLoader.ofThisThread");

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.clientsOf(Jdks.ofBuild()).stream();
  }

  @Test
  @DisplayName("fails those who wait in bounded time, and the next who asks gets a token")
  void triesAgain(@TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false)) {
      Map<String, OAuthClient> clients = new LinkedHashMap<>();
      for (String method : METHODS) {
        OAuthClient client = tokens.register("client-" + clients.size());
        client.answers(() -> new MockResponse().setResponseCode(503));
        clients.put(method, client);
      }
      try (ApiServer api = new ApiServer("api", false, hop -> true, new Hops())) {
        AgentFile file = new AgentFile(folder);
        file.set("oauthcc.retry.max-attempts", "1").set("oauthcc.acquire-timeout", "2s");
        clients.values().forEach(client -> file.registration(client, api.url("/" + client.id())));
        try (Application application =
            new Application(
                new FaultyAgent(folder, METHODS).on(subject.jvm(), file.write()),
                subject.driver())) {
          application.call(Request.get(api.url("/elsewhere")));
          SoftAssertions softly = new SoftAssertions();
          application.property("fault.is", "java.lang.StackOverflowError");
          clients.forEach(
              (method, client) ->
                  check(softly, application, method, client, api.url("/" + client.id() + "/a")));
          softly.assertAll();
          Finished finished = application.end();
          assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
          assertThat(finished.log().stream().filter(line -> line.contains("ERROR")))
              .extracting(line -> line.substring(line.indexOf("ERROR")))
              .doesNotHaveDuplicates();
        }
      }
    }
  }

  private void check(
      SoftAssertions softly,
      Application application,
      String method,
      OAuthClient client,
      String url) {
    Request request = Request.get(url).async(subject.kind() == Subject.Kind.NON_BLOCKING);
    if (!method.equals("TokenCache$Landing.failed") && !method.equals("Authorizer.withoutToken")) {
      client.answersTokens();
    }
    application.property("fault.at", method);
    long start = System.nanoTime();
    String outcomes = application.herd(4, request);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    application.property("fault.at", "");
    client.answersTokens();

    softly
        .assertThat(outcomes)
        .as("%s: %s", method, application.soFar().err())
        .matches("\\{(200=4|.*oauthcc: no access token for localhost.*=[1-4])}");
    // Its limit is two seconds.
    softly.assertThat(took).as(method).isLessThan(Duration.ofSeconds(20));
    Awaitility.await()
        .alias("a call after " + method)
        .atMost(Duration.ofSeconds(20))
        .until(() -> application.call(request).status() == 200);
  }
}
