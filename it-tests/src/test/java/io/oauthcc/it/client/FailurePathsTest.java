package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.FaultyAgent;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What tells the application that there is no token is broken itself. */
@DisplayName("A defect where a failure is told")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class FailurePathsTest {

  /** Methods that fail together. */
  private static final List<String> FAULTS =
      List.of(
          "Authorizer.withoutToken",
          "TokenFailureMessage.of",
          "TokenFailureMessage.start",
          "PlainFailure.of",
          "RepeatedWarnings.warn",
          "AwaitedToken.<init>",
          "AwaitedToken.await",
          "AwaitedToken.outcome,TokenFailureMessage.defect,PlainFailure.of",
          "Parking.park,Parking.accept",
          "Authorizer.withoutToken,DefectFailures.after",
          "LiveAnswers.prepare,DefectFailures.after",
          "LiveAnswers.prepare,TokenFailureMessage.defect",
          "Authorizer.withoutToken,LateAnswers.afterDefect",
          "Authorizer.withoutToken,DefectFailures.of,DefectFailures.message",
          "Authorizer.withoutToken,Defects.tell,TokenFailureMessage.defect",
          "LiveAnswers.settled,LateAnswers.afterDefect",
          "Settled.begin,DefectFailures.after",
          "Settled.<init>",
          "Settled.goOn",
          "Again.<init>",
          "Authorizer.withoutToken,Settled.endAfter",
          "ContextLoader.ofThisThread,TokenFailureMessage.defect",
          "Defects.tell,TokenCache.acquire",
          "LineLog.error,TokenCache.acquire");

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.clientsOf(Jdks.ofBuild()).stream();
  }

  private final Hops hops = new Hops();
  private final TokenServer tokens = new TokenServer(false);

  private OAuthClient refused(String id) {
    return tokens.register(id).answers(() -> new MockResponse().setResponseCode(503));
  }

  @Test
  @DisplayName("costs the call its token rule, and no Error gets out")
  void leavesTheRule(@TempDir Path folder) {
    try (tokens;
        ApiServer api = new ApiServer("api", false, hop -> true, hops)) {
      AgentFile file = new AgentFile(folder);
      file.set("oauthcc.retry.max-attempts", "1").set("oauthcc.acquire-timeout", "2s");
      Map<String, OAuthClient> clients = new LinkedHashMap<>();
      for (String fault : FAULTS) {
        OAuthClient failing = refused("fail-" + clients.size());
        OAuthClient sending = refused("send-" + clients.size());
        clients.put(fault, failing);
        file.registration(failing, api.url("/" + failing.id()))
            .registration(sending, api.url("/" + sending.id()))
            .set("oauthcc.registration." + sending.id() + ".on-token-failure", "send");
      }
      OAuthClient unloadable = refused("unloadable");
      file.registration(unloadable, api.url("/unloadable"));
      try (Application application =
          new Application(
              new FaultyAgent(folder, FAULTS).on(subject.jvm(), file.write()), subject.driver())) {
        application.call(Request.get(api.url("/elsewhere")));
        hops.take();
        SoftAssertions softly = new SoftAssertions();
        application.property("fault.is", "java.lang.NoClassDefFoundError");
        clients.forEach((fault, client) -> check(softly, application, fault, client, api));
        application.property("fault.at", "");
        application.property("fault.loading", "true");
        for (Request request : requests(api.url("/unloadable/a"))) {
          failsByContract(softly, "no class can be loaded", application.call(request));
        }
        application.property("fault.loading", "");
        softly.assertAll();
        Finished finished = application.end();
        assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      }
    }
  }

  private List<Request> requests(String url) {
    Request get = Request.get(url);
    return subject.kind() == Subject.Kind.SYNCHRONOUS
        ? List.of(get)
        : List.of(get, get.async(true));
  }

  private void check(
      SoftAssertions softly,
      Application application,
      String fault,
      OAuthClient client,
      ApiServer api) {
    application.property("fault.at", fault);
    for (Request request : requests(api.url("/" + client.id() + "/a"))) {
      Outcome outcome = application.call(request);
      failsByContract(softly, fault, outcome);
      hops.take();
    }
    String sending = client.id().replace("fail", "send");
    for (Request request : requests(api.url("/" + sending + "/a"))) {
      Outcome outcome = application.call(request);
      if (outcome.status() == 200) {
        softly
            .assertThat(hops.take())
            .as("%s", fault)
            .extracting(Hop::authorization)
            .containsExactly(List.of());
      } else {
        failsByContract(softly, "sending: " + fault, outcome);
      }
    }
    application.property("fault.at", "");
  }

  private static void failsByContract(SoftAssertions softly, String fault, Outcome outcome) {
    softly.assertThat(outcome.ioException()).as("%s: %s", fault, outcome.detail()).isTrue();
    softly
        .assertThat(outcome.body())
        .as("%s: %s", fault, outcome.detail())
        .startsWith("oauthcc: no access token");
  }
}
