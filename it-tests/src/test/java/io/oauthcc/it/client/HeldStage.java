package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.mockwebserver.MockResponse;

/**
 * One subject with the agent, whose calls are held up because their token does not come, and beside
 * it the same subject without the agent, whose calls are held up because their answer does not.
 */
final class HeldStage implements AutoCloseable {
  /** What no call may reach that was given up before its token came. */
  static final String GIVEN_UP = "/given-up";

  private static final int COLD = 40;

  private final TokenServer tokens = new TokenServer(false);
  private final Map<String, OAuthClient> cold = new LinkedHashMap<>();
  private final OAuthClient warm = tokens.register("warm");
  private final Map<String, Held.Brake> brakes = new ConcurrentHashMap<>();
  private final Hops hops = new Hops();
  private final ApiServer plain = api(false);
  private final ApiServer secure = api(true);
  private final ApiServer slow = new ApiServer("slow", false, hop -> true, new Hops());
  private final ApiServer secureSlow = new ApiServer("slow", true, hop -> true, new Hops());
  private final ApiServer foreign = new ApiServer("foreign", false, hop -> true, new Hops());
  private final Application application;
  private final Application reference;
  private int used;

  HeldStage(Subject subject) {
    AgentFile file = new AgentFile(folder());
    // Far above what any test waits for, so that only what it tests ends a wait.
    file.set("oauthcc.acquire-timeout", "45s").set("oauthcc.read-timeout", "45s");
    file.registration(warm, plain.url("/warm"), secure.url("/warm"));
    for (int i = 0; i < COLD; i++) {
      OAuthClient client = tokens.register("cold-" + i);
      cold.put(client.id(), client);
      file.registration(client, plain.url("/" + client.id()), secure.url("/" + client.id()));
    }
    slow.answers(this::slowly);
    secureSlow.answers(this::slowly);
    application = subject.application(file.write());
    reference = new Application(subject.jvm(), subject.driver());
    warmUp();
  }

  private ApiServer api(boolean tls) {
    return new ApiServer("api", tls, hop -> client(hop).admits(hop.authorization()), hops);
  }

  private OAuthClient client(Hop hop) {
    OAuthClient client = cold.get(folder(hop));
    return client == null ? warm : client;
  }

  private static String folder(Hop hop) {
    return hop.path().split("/", -1)[1];
  }

  private MockResponse slowly(Hop hop) {
    Held.Brake brake = brakes.get(folder(hop));
    return brake == null ? new MockResponse() : brake.answer();
  }

  /** Has the agent come to work, with a call that asks for no token. */
  private void warmUp() {
    Held first = new Held(application, "first", foreign::url, foreign);
    first.start("first", "/first");
    assertThat(first.result("first")).isEqualTo("200");
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("oauthcc-held");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call that waits for its token, once it is made. */
  Held withAgent(boolean tls) {
    String id = "cold-" + used++;
    OAuthClient client = cold.get(id);
    if (client == null) {
      throw new AssertionError("no registration left: more than " + COLD);
    }
    ApiServer api = tls ? secure : plain;
    return new Held(application, id, path -> api.url("/" + id + path), foreign).heldBy(client);
  }

  /** A call that waits for its answer, once it is made. */
  Held withoutAgent(boolean tls) {
    String id = "slow-" + used;
    ApiServer api = tls ? secureSlow : slow;
    Held.Brake brake = new Held.Brake();
    brakes.put(id, brake);
    return new Held(reference, id, path -> api.url("/" + id + path), foreign).heldBy(brake);
  }

  /** The URL of a host with a token at hand. */
  String warmUrl(boolean tls) {
    return (tls ? secure : plain).url("/warm/a");
  }

  /** The same without a token. */
  String foreignUrl() {
    return foreign.url("/a");
  }

  /** What the application's own code ran on since the last call of this method. */
  static String ranOn(Held held) {
    return held.tell(new Line().with("do", "ran-on")).get("ran-on");
  }

  /** Ends both applications and looks at what they left. */
  void end() {
    Finished withAgent = application.end();
    reference.end();
    assertThat(withAgent.errWithoutLog()).as("%s", withAgent).isEmpty();
    assertThat(withAgent.err()).noneMatch(line -> line.contains("defect"));
    assertThat(hops.take()).noneMatch(hop -> hop.path().endsWith(GIVEN_UP));
    assertThat(tokens.violations()).isEmpty();
  }

  @Override
  public void close() {
    application.close();
    reference.close();
    brakes.values().forEach(Held.Brake::release);
    tokens.close();
    plain.close();
    secure.close();
    slow.close();
    secureSlow.close();
    foreign.close();
  }
}
