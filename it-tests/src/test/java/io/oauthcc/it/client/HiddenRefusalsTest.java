package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that look at how a call went, each place called once, with the agent and without. */
@DisplayName("How a call went, in the eyes of the application:")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class HiddenRefusalsTest {

  private final Hops hops = new Hops();
  private final TokenServer tokens = new TokenServer(false);
  private final Map<String, OAuthClient> clients = new TreeMap<>();
  private final ApiServer plain = new ApiServer("plain", false, this::isAdmitted, hops);
  private final ApiServer secure = new ApiServer("secure", true, this::isAdmitted, hops);
  private final ApiServer lenient = new ApiServer("plain", false, hop -> true, new Hops());
  private final ApiServer lenientSecure = new ApiServer("secure", true, hop -> true, new Hops());

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    List<Jdk> jdks =
        Stream.of(Jdks.all().get(0), Jdks.ofBuild(), Jdks.all().get(Jdks.all().size() - 1))
            .distinct()
            .toList();
    return Stream.concat(
        Stream.of("3.9.1", "3.14.9", "4.12.0", "5.5.1")
            .flatMap(Subject::okHttp)
            .filter(subject -> jdks.contains(subject.jdk())),
        Subject.javaHttpClient());
  }

  @AfterEach
  void close() {
    List.of(plain, secure, lenient, lenientSecure).forEach(ApiServer::close);
    tokens.close();
  }

  @Test
  @DisplayName("a refusal to the agent is no part of it, whoever asks, wherever a hop was sent")
  void hidesRefusals(@TempDir Path folder) {
    List<String> warm = List.of("replayed", "enqueued", "after", "elsewhere", "outside");
    List<String> cold = List.of("behind", "behind-enqueued", "before", "counted");
    AgentFile file = new AgentFile(folder);
    warm.forEach(place -> register(file, place));
    cold.forEach(place -> register(file, place));
    for (String place : List.of("elsewhere-enqueued", "elsewhere-behind", "elsewhere-cold")) {
      register(file, place);
    }
    try (Application application =
            new Application(
                subject.jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver());
        Application reference = new Application(subject.jvm(), subject.driver())) {
      for (String place : warm) {
        revoke(application, place);
      }
      revoke(application, "elsewhere-enqueued");

      List<String> saw = application.play(scenes(), "refusals", places(plain, secure), Stage.OWN);
      Map<String, List<Hop>> seen = hopsByPlace();

      assertThat(saw)
          .isEqualTo(
              reference.play(scenes(), "refusals", places(lenient, lenientSecure), Stage.OWN));
      SoftAssertions softly = new SoftAssertions();
      seen.forEach(
          (place, ofPlace) ->
              softly
                  .assertThat(ofPlace)
                  .as("%s: one refusal and what comes after it", place)
                  .hasSizeGreaterThanOrEqualTo(place.startsWith("elsewhere-cold") ? 1 : 2)
                  .allMatch(hop -> hop.authorization().size() == 1));
      softly.assertAll();
      assertThat(application.end().errWithoutLog()).isEmpty();
      reference.end();
    }
  }

  @Test
  @DisplayName("where its password would be replaced it is not asked, and gets the refusal")
  void endsWhereItReplaces(@TempDir Path folder) {
    AgentFile file = new AgentFile(folder);
    for (String place : List.of("replaced", "replaced-replayed")) {
      for (OAuthClient client : register(file, place)) {
        file.set("oauthcc.registration." + client.id() + ".existing-authorization", "replace");
      }
    }
    try (Application application =
        new Application(
            subject.jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver())) {
      revoke(application, "replaced-replayed");

      assertThat(application.play(scenes(), "insistence", places(plain, secure), Stage.OWN))
          .containsExactly(
              "replaced-plain: 401",
              "replaced-replayed-plain: 200",
              "replaced-secure: 401",
              "replaced-replayed-secure: 200");
      assertThat(hopsByPlace())
          .hasSize(4)
          .allSatisfy((place, ofPlace) -> assertThat(ofPlace).as(place).hasSize(2));
      application.end();
    }
  }

  @Test
  @DisplayName("https is a hop over TLS, whatever an interceptor makes of its URL")
  void believesTheConnection(@TempDir Path folder) {
    assumeTrue(subject.kind() == Subject.Kind.ASYNCHRONOUS);
    AgentFile file = new AgentFile(folder);
    register(file, "claimed", "https://localhost:" + plain.port() + "/claimed");
    register(file, "claimed-refusing", "https://localhost:" + plain.port() + "/claimed-refusing");
    OAuthClient honest = register(file, "honest", plain.url("/honest"));
    OAuthClient overTls = register(file, "secure", secure.url("/secure"));
    Map<String, String> places =
        Map.of(
            "claimed", plain.url("/claimed"),
            "claimed-refusing", plain.url("/claimed-refusing"),
            "honest", plain.url("/honest"),
            "secure", secure.url("/secure"));
    try (Application application =
        new Application(
            subject.jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver())) {
      List<String> saw = application.play(scenes(), "schemes", places, Stage.OWN);

      Map<String, List<Hop>> seen = hopsByPlace();
      for (String place : List.of("claimed", "claimed-refusing")) {
        assertThat(seen.get(place))
            .isNotEmpty()
            .noneMatch(hop -> hop.authorization().toString().contains("Bearer"));
      }
      assertThat(saw).filteredOn(line -> line.matches("(honest|secure): 200")).hasSize(8);
      assertThat(seen.get("honest")).allMatch(hop -> honest.admits(hop.authorization()));
      assertThat(seen.get("secure")).allMatch(hop -> overTls.admits(hop.authorization()));
      application.end();
    }
  }

  @Test
  @DisplayName("what counts of a hop is what an interceptor has made of it in the end")
  void takesTheHopAsItIsSent(@TempDir Path folder) {
    assumeTrue(subject.kind() == Subject.Kind.ASYNCHRONOUS);
    AgentFile file = new AgentFile(folder);
    OAuthClient client = register(file, "changed", plain.url("/changed/in"));
    try (Application application =
        new Application(
            subject.jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver())) {
      application.play(scenes(), "changes", Map.of("changed", plain.url("/changed")), Stage.OWN);

      List<Hop> seen = hops.take();
      assertThat(seen.get(0).path()).isEqualTo("/changed/in/a");
      assertThat(client.admits(seen.get(0).authorization())).isTrue();
      assertThat(seen)
          .filteredOn(hop -> hop.path().equals("/changed/out"))
          .isNotEmpty()
          .noneMatch(hop -> hop.authorization().toString().contains("Bearer"));
      assertThat(seen)
          .filteredOn(hop -> hop.path().equals("/changed/in/own"))
          .hasSize(2)
          .allMatch(hop -> hop.authorization().equals(List.of(Stage.OWN)));
      assertThat(application.end().log())
          .filteredOn(line -> line.contains("existing-authorization=keep"))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("a call that a listener makes inside another one has its own token, and so has that")
  void keepsCallsInsideOneAnotherApart(@TempDir Path folder) {
    assumeTrue(subject.kind() == Subject.Kind.ASYNCHRONOUS);
    AgentFile file = new AgentFile(folder);
    Map<String, String> places = new LinkedHashMap<>();
    for (String place : List.of("outer", "inner", "other")) {
      places.put(place, plain.url("/" + place));
      register(file, place, plain.url("/" + place));
    }
    places.put("foreign", plain.url("/foreign"));
    try (Application application =
        new Application(
            subject.jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver())) {
      application.play(scenes(), "inside", places, Stage.OWN);

      Map<String, List<Hop>> seen = hopsByPlace();
      for (String place : List.of("outer", "inner", "other")) {
        assertThat(seen.get(place))
            .as(place)
            .isNotEmpty()
            .allMatch(hop -> client(place).admits(hop.authorization()));
      }
      assertThat(seen.get("foreign")).isNotEmpty().allMatch(hop -> hop.authorization().isEmpty());
      application.end();
    }
  }

  private String scenes() {
    return subject.kind() == Subject.Kind.ASYNCHRONOUS
        ? "OkHttpRefusals"
        : "JavaHttpClientRefusals";
  }

  /** A registration of its own for this place on each server: one is refused only now and then. */
  private List<OAuthClient> register(AgentFile file, String place) {
    return List.of(
        register(file, place + "-plain", plain.url("/" + place + "-plain")),
        register(file, place + "-secure", secure.url("/" + place + "-secure")));
  }

  private OAuthClient register(AgentFile file, String id, String target) {
    OAuthClient client = tokens.register(id);
    clients.put(id, client);
    file.registration(client, target);
    return client;
  }

  /** Has the agent hold tokens that are no good any more. */
  private void revoke(Application application, String place) {
    places(plain, secure)
        .forEach(
            (id, url) -> {
              if (id.equals(place + "-plain") || id.equals(place + "-secure")) {
                assertThat(application.call(Request.get(url + "/a")).status()).isEqualTo(200);
                client(id).revoke();
              }
            });
    hops.take();
  }

  private Map<String, String> places(ApiServer overHttp, ApiServer overTls) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String id : clients.keySet()) {
      places.put(id, (id.endsWith("-secure") ? overTls : overHttp).url("/" + id));
    }
    return places;
  }

  private Map<String, List<Hop>> hopsByPlace() {
    return hops.take().stream().collect(Collectors.groupingBy(hop -> hop.path().split("/", 3)[1]));
  }

  private boolean isAdmitted(Hop hop) {
    return hop.path().startsWith("/foreign/")
        || hop.authorization().equals(List.of(Stage.OWN))
        || client(hop.path().split("/", 3)[1]).admits(hop.authorization());
  }

  private OAuthClient client(String id) {
    OAuthClient client = clients.get(id);
    if (client == null) {
      throw new IllegalArgumentException("no client " + id);
    }
    return client;
  }
}
