package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.FaultyAgent;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.List;
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

@DisplayName("A defect in the weaving")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class WeavingDefectsTest {

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.of(Jdks.all().get(0), Jdks.ofBuild(), Jdks.all().get(Jdks.all().size() - 1))
        .distinct()
        .flatMap(jdk -> Subject.clientsOf(jdk).stream());
  }

  @Test
  @DisplayName("costs one log line and leaves the client as it is without the agent")
  void leavesTheClientAsItIs(@TempDir Path folder) {
    List<String> methods =
        List.of(
            "ConfigurationReader.read",
            "ClientGate.<init>",
            "FirstHit.weaving",
            "ClientWeaving.weave",
            "HookDefinition.define",
            "AgentHook.install",
            "ClientWeaving.weaveInSet",
            "Shape.missing",
            "Weaver.weave");
    FaultyAgent agent = new FaultyAgent(folder, methods);
    SoftAssertions softly = new SoftAssertions();
    for (String method : methods) {
      Class<?> kind =
          methods.indexOf(method) % 2 == 0 ? IllegalStateException.class : StackOverflowError.class;
      check(softly, agent, folder, method, kind.getName());
    }
    softly.assertAll();
  }

  private void check(
      SoftAssertions softly, FaultyAgent agent, Path folder, String method, String kind) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops)) {
      Path file = new AgentFile(folder).registration(tokens.register("api"), api.url("")).write();
      try (Application application =
          new Application(
              agent.on(subject.jvm(), file).property("fault.at", method).property("fault.is", kind),
              subject.driver())) {
        for (int call = 0; call < 2; call++) {
          Outcome outcome = application.call(Request.get(api.url("/a")));
          softly.assertThat(outcome.status()).as("%s: %s", method, outcome).isEqualTo(200);
        }
        softly
            .assertThat(hops.take())
            .as("%s", method)
            .hasSize(2)
            .allMatch(hop -> hop.authorization().isEmpty());
        Finished finished = application.end();
        softly.assertThat(finished.errWithoutLog()).as("%s", method).isEmpty();
        softly
            .assertThat(finished.log().stream().filter(line -> line.contains("ERROR")))
            .as("%s of %s", kind, method)
            .hasSize(1);
      }
    }
  }

  @Test
  @DisplayName("in the middle of a client leaves none of its classes woven")
  void weavesAllOrNothing(@TempDir Path folder) {
    assumeTrue(subject.kind() != Subject.Kind.SYNCHRONOUS, "all of it is one class");
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, new Hops())) {
      OAuthClient client = tokens.register("api");
      // Whatever is woven would have the call fail.
      client.answers(() -> new MockResponse().setResponseCode(400));
      AgentFile file = new AgentFile(folder).registration(client, api.url(""));
      try (Application application =
          new Application(
              new FaultyAgent(folder, List.of("Weaver.weave"))
                  .on(subject.jvm(), file.write())
                  .property("fault.at", "Weaver.weave")
                  .property("fault.after", "1"),
              subject.driver())) {
        Awaitility.await()
            .until(() -> application.call(Request.get(api.url("/a"))).status() == 200);
        assertThat(application.end().log().stream().filter(line -> line.contains("ERROR")))
            .singleElement()
            .asString()
            .contains("cannot be woven");
      }
    }
  }
}
