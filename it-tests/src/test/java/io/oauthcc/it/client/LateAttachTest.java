package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentAttachment;
import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One application with all clients of its JDK. What holds for a client alone that was used before
 * the agent came is in {@link LateHttpUrlConnectionTest} and its like.
 */
@DisplayName("An agent attached to a running application")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class LateAttachTest {

  private static final long AT_MOST_SECONDS = 60;

  /** A way to use one of the application's clients. */
  private record Way(Subject client, Variant variant) {
    Request get(String url) {
      return variant.get(url).by(client.driver());
    }
  }

  // JUnit sets these before each test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  private final TokenServer tokens = new TokenServer(false);
  private final OAuthClient client = tokens.register("api");
  private final AtomicBoolean strict = new AtomicBoolean(true);
  private final Servers servers =
      new Servers(
          hop -> !strict.get() || client.admits(hop.authorization()), hop -> true, hop -> true);

  @SuppressWarnings("NullAway.Init")
  private Application application;

  static Stream<Subject> subjects() {
    return Subject.everyClient();
  }

  @BeforeEach
  void start() {
    application = new Application(subject.jvm(), subject.driver());
  }

  @AfterEach
  void stop() {
    application.close();
    servers.close();
    tokens.close();
  }

  @Test
  @DisplayName("authorizes the calls of all clients from then on")
  void weavesWhatWasUsed() {
    for (Way way : ways()) {
      Outcome before = application.call(way.get(api(way).url("/authorization")));
      assertThat(before.status()).as("%s: %s", way, before).isEqualTo(401);
    }
    servers.takeHops();

    AgentAttachment.to(application, configuration());

    SoftAssertions softly = new SoftAssertions();
    for (Way way : ways()) {
      ApiServer foreign = servers.foreign().over(way.variant().tls());
      Outcome allowed = application.call(way.get(api(way).url("/authorization")));
      softly.assertThat(allowed.status()).as("%s: %s", way, allowed).isEqualTo(200);
      application.call(way.get(api(way).redirect(302, foreign.url("/landing"))));
      application.call(way.get(foreign.redirect(302, api(way).url("/landing"))));
      application.call(way.get(foreign.url("/copied")).authorization(allowed.body()));
      softly
          .assertThat(servers.takeHops())
          .as("%s", way)
          .hasSize(6)
          .allMatch(this::carriesWhatItMust);
    }
    softly.assertAll();
    end(1);
  }

  @Test
  @DisplayName("lets calls that are on their way end as they would have")
  void leavesCallsOnTheirWay() {
    List<Way> ways = ways();
    CountDownLatch held = new CountDownLatch(2 * ways.size());
    CountDownLatch attached = new CountDownLatch(1);
    strict.set(false);
    for (boolean tls : List.of(false, true)) {
      ApiServer api = servers.api().over(tls);
      String landing = servers.foreign().over(tls).url("/landing");
      api.answers(
          hop -> {
            if (hop.path().startsWith("/held")) {
              held.countDown();
              await(attached);
            }
            return hop.path().endsWith("/deny")
                ? new MockResponse().setResponseCode(401).setBody("denied")
                : new MockResponse().setResponseCode(307).setHeader("Location", landing);
          });
    }
    Map<String, Way> begun = new LinkedHashMap<>();
    for (Way way : ways) {
      for (String path : List.of("/held/redirect", "/held/deny")) {
        String name = begun.size() + path;
        application.begin(name, way.get(api(way).url(path)));
        begun.put(name, way);
      }
    }
    await(held);

    AgentAttachment.to(application, configuration());

    attached.countDown();
    SoftAssertions softly = new SoftAssertions();
    begun.forEach(
        (name, way) -> {
          Outcome outcome = application.end(name);
          softly
              .assertThat(outcome.status() + " " + outcome.body())
              .as("%s %s: %s", name, way, outcome.detail())
              .isEqualTo(name.endsWith("deny") ? "401 denied" : "200 foreign got GET /landing ");
        });
    softly
        .assertThat(servers.takeHops())
        .hasSize(3 * ways.size())
        .allMatch(hop -> hop.authorization().isEmpty());
    softly.assertAll();
    end(1);
  }

  @Test
  @DisplayName("attached again, with the same options or others, says so and does nothing")
  void warnsOfSecondAttachment() {
    use();
    String configuration = configuration();
    AgentAttachment.to(application, configuration);

    AgentAttachment.to(application, configuration);
    AgentAttachment.to(application, "hosts=" + servers.foreign().plain().url(""));

    for (Way way : ways()) {
      assertThat(application.call(way.get(api(way).url("/a"))).status()).isEqualTo(200);
      application.call(way.get(servers.foreign().over(way.variant().tls()).url("/a")));
    }
    assertThat(servers.takeHops()).allMatch(this::carriesWhatItMust);
    assertThat(client.requests()).isEqualTo(1);
    assertThat(end(3).log())
        .filteredOn(line -> line.contains("WARN") && !line.contains("requests like"))
        .hasSize(2)
        .allMatch(line -> line.contains("attached to this JVM already"));
  }

  @Test
  @DisplayName("with a mistake in its configuration ends nothing, and may come again without it")
  void leavesTheJvmAlive() {
    use();
    List<String> mistakes =
        List.of(
            folder.resolve("absent.properties").toString(),
            "hosts=*",
            "no-such-key=1;on-config-error=abort",
            "main-class=com.example.AnotherProgram;hosts=*",
            "enabled=false",
            "");
    for (String mistake : mistakes) {
      AgentAttachment.to(application, mistake);
      for (Way way : ways()) {
        assertThat(application.call(way.get(api(way).url("/a"))).status()).isEqualTo(401);
      }
    }
    assertThat(servers.takeHops()).allMatch(hop -> hop.authorization().isEmpty());
    assertThat(application.soFar().log())
        .filteredOn(line -> line.contains("The application runs without the agent"))
        .hasSize(3);

    AgentAttachment.to(application, configuration());

    for (Way way : ways()) {
      assertThat(application.call(way.get(api(way).url("/a"))).status()).isEqualTo(200);
    }
    end(mistakes.size() + 1);
  }

  @Test
  @DisplayName("while eight threads call, lets none of their calls fail")
  void weavesUnderLoad() {
    strict.set(false);
    AtomicInteger calls = new AtomicInteger();
    for (boolean tls : List.of(false, true)) {
      servers
          .api()
          .over(tls)
          .answers(
              hop -> {
                calls.incrementAndGet();
                return new MockResponse().setBody("well");
              });
    }
    use();
    AtomicBoolean attached = new AtomicBoolean();
    CompletableFuture<List<String>> load = CompletableFuture.supplyAsync(() -> loadUntil(attached));
    Awaitility.await().atMost(AT_MOST_SECONDS, TimeUnit.SECONDS).until(() -> calls.get() > 300);

    AgentAttachment.to(application, configuration());

    attached.set(true);
    assertThat(load.join())
        .as("%s", application.soFar())
        .isNotEmpty()
        .allMatch(outcomes -> outcomes.matches("\\{(200=\\d+)?}"));
    assertThat(servers.takeHops())
        .allMatch(hop -> hop.authorization().isEmpty() || carriesWhatItMust(hop));
    assertThat(loadOnce()).allMatch(outcomes -> outcomes.matches("\\{(200=\\d+)?}"));
    assertThat(servers.takeHops()).isNotEmpty().allMatch(this::carriesWhatItMust);
    assertThat(client.requests()).isEqualTo(1);
    end(1);
  }

  private List<String> loadUntil(AtomicBoolean end) {
    List<String> outcomes = new ArrayList<>();
    while (!end.get()) {
      outcomes.addAll(loadOnce());
    }
    return outcomes;
  }

  /** All clients in turn, on each way that any of them has. */
  private List<String> loadOnce() {
    List<String> outcomes = new ArrayList<>();
    for (Variant variant : Variant.of(Subject.Kind.NON_BLOCKING)) {
      String url = servers.api().over(variant.tls()).url("/a");
      outcomes.add(application.load(8, 60, variant.get(url)));
    }
    return outcomes;
  }

  /** Has every client in use, in every way. */
  private void use() {
    for (Way way : ways()) {
      application.call(way.get(api(way).url("/a")));
    }
    servers.takeHops();
  }

  private List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (Subject alone : Subject.clientsOf(subject.jdk())) {
      Variant.of(alone.kind()).forEach(variant -> ways.add(new Way(alone, variant)));
    }
    return ways;
  }

  private ApiServer api(Way way) {
    return servers.api().over(way.variant().tls());
  }

  private String configuration() {
    return new AgentFile(folder).registration(client, servers.api().targets()).write().toString();
  }

  private boolean carriesWhatItMust(Hop hop) {
    return hop.server().equals("api")
        ? client.admits(hop.authorization())
        : hop.authorization().isEmpty();
  }

  private Finished end(int attachments) {
    Finished finished = application.end();
    assertThat(finished.errWithoutLog())
        .as("%s", finished)
        .isEqualTo(AgentAttachment.warnings(subject.jdk(), attachments));
    return finished;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
