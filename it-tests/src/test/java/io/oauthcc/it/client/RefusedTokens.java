package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.HttpProxy;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.driver.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent promises where an API refuses a token, whichever the client is. */
abstract class RefusedTokens extends Connections {

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a request whose token was revoked is sent once more, the same, with a new one")
  final void replaysOnce(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Function<String, Request> kind : kinds(variant)) {
      OAuthClient client = warm(Stage.Mode.RETRY);
      client.revoke();

      compareReplayed(
          softly, client, servers -> kind.apply(in(servers.strict().over(variant.tls()), client)));
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a body of 300,000 octets is sent once more octet by octet")
  final void replaysLargeBodies(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Call.Kind kind : List.of(Call.Kind.BYTES, Call.Kind.FILE)) {
      OAuthClient client = warm(Stage.Mode.RETRY);
      client.revoke();

      compareReplayed(
          softly,
          client,
          servers ->
              variant
                  .post(in(servers.strict().over(variant.tls()), client))
                  .kind(kind)
                  .octets(300_000));
    }
    softly.assertAll();
  }

  private List<Function<String, Request>> kinds(Variant variant) {
    List<Function<String, Request>> kinds = new ArrayList<>();
    kinds.add(variant::get);
    kinds.add(variant::post);
    if (variant.equals(Variant.of(subject().kind()).get(0))) {
      kinds.add(url -> variant.post(url).method("PUT").kind(Call.Kind.BYTES));
      kinds.add(url -> variant.post(url).kind(Call.Kind.FILE));
    }
    if (subject().kind() == Subject.Kind.SYNCHRONOUS) {
      kinds.add(url -> variant.get(url).method("HEAD"));
      kinds.add(url -> variant.post(url).staying());
    }
    return kinds;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("an API that refuses every token sees one replay, the application its refusal")
  final void replaysNoMoreThanOnce(Variant variant) {
    OAuthClient client = stage().next(Stage.Mode.RETRY);
    Function<Servers, Request> request =
        servers ->
            variant.get(servers.strict().over(variant.tls()).url("/" + client.id() + "/refuse"));
    SoftAssertions softly = new SoftAssertions();
    Outcome expected = stage().reference().call(request.apply(stage().lenient()));
    long start = System.nanoTime();
    for (int call = 0; call < 4; call++) {
      Outcome outcome = stage().application().call(request.apply(stage().servers()));
      softly
          .assertThat(told(stage().servers(), outcome))
          .isEqualTo(told(stage().lenient(), expected));
      int hops = stage().servers().takeHops().size();
      long renewals = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds() / 5;
      softly.assertThat(hops).isBetween(call == 0 ? 2 : 1, 2);
      softly.assertThat((long) client.requests()).isBetween(2L, 1 + renewals);
    }
    stage().lenient().takeHops();
    softly.assertAll();
  }

  @Test
  @DisplayName("64 threads refused at once make at most two token requests, and all succeed")
  final void renewsOnceForMany() {
    for (boolean async :
        subject().kind() == Subject.Kind.SYNCHRONOUS ? List.of(false) : List.of(false, true)) {
      OAuthClient client = warm(Stage.Mode.RETRY);
      client.revoke();

      String outcomes =
          stage()
              .application()
              .herd(64, Request.get(in(stage().servers().strict().plain(), client)).async(async));

      stage().servers().takeHops();
      assertThat(outcomes).as("%s", stage().application().soFar().err()).isEqualTo("{200=64}");
      assertThat(client.requests()).isBetween(2, 3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a body that can be sent once ends in the refusal; the next request has a new token")
  final void givesUpTheTokenOfAStreamedBody(Variant variant) {
    assumeTrue(knowsOneShotBodies());
    SoftAssertions softly = new SoftAssertions();
    for (Call.Kind kind : List.of(Call.Kind.STREAM, Call.Kind.CHUNKED)) {
      for (Stage.Mode mode :
          kind == Call.Kind.STREAM
              ? List.of(Stage.Mode.RETRY, Stage.Mode.FORBIDDEN)
              : List.of(Stage.Mode.RETRY)) {
        OAuthClient client = warm(mode);
        Function<Servers, Request> request =
            servers ->
                variant
                    .post(
                        servers
                            .strict()
                            .over(variant.tls())
                            .url("/" + client.id() + folder(mode) + "/refuse"))
                    .kind(kind);

        compareHops(softly, request, without -> without);
        softly.assertThat(client.requests()).as("%s %s", kind, mode).isEqualTo(1);
        get(stage().servers().strict().over(variant.tls()), client, 200);
        softly.assertThat(client.requests()).as("%s %s", kind, mode).isEqualTo(2);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("so does a body with such a part, and one that is written while the answer comes")
  final void givesUpTheTokenOfABodyThatHidesAStream(Variant variant) {
    assumeTrue(subject().kind() == Subject.Kind.ASYNCHRONOUS && knowsOneShotBodies());
    SoftAssertions softly = new SoftAssertions();
    for (Call.Kind kind :
        variant.version().equals("2")
            ? List.of(Call.Kind.PART, Call.Kind.DUPLEX)
            : List.of(Call.Kind.PART)) {
      OAuthClient client = warm(Stage.Mode.RETRY);

      compareHops(
          softly,
          servers ->
              variant
                  .post(servers.strict().over(variant.tls()).url("/" + client.id() + "/refuse"))
                  .kind(kind),
          without -> without);
      get(stage().servers().strict().over(variant.tls()), client, 200);
      softly.assertThat(client.requests()).as("%s", kind).isEqualTo(2);
    }
    softly.assertAll();
  }

  private boolean knowsOneShotBodies() {
    return !subject().client().equals("OkHttp 3.9.1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("unauthorized-status says which answers refuse a token")
  final void takesOtherStatusesForRefusals(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Function<String, Request> kind :
        List.<Function<String, Request>>of(variant::get, variant::post)) {
      OAuthClient client = warm(Stage.Mode.FORBIDDEN);
      client.revoke();
      compareReplayed(
          softly,
          client,
          servers ->
              kind.apply(
                  servers.strict().over(variant.tls()).url("/" + client.id() + "/forbidden/a")));
    }
    OAuthClient refusedOtherwise = warm(Stage.Mode.RETRY);
    compareHops(
        softly,
        servers ->
            variant.get(
                servers
                    .strict()
                    .over(variant.tls())
                    .url("/" + refusedOtherwise.id() + "/forbidden/refuse")),
        without -> without);
    softly.assertThat(refusedOtherwise.requests()).isEqualTo(1);
    softly.assertAll();
  }

  @Test
  @DisplayName("evict gets the next request a new token, ignore gets none")
  final void doesNoMoreThanItIsTold() {
    OAuthClient evicting = warm(Stage.Mode.EVICT);
    evicting.revoke();
    get(evicting, 401);
    assertThat(evicting.requests()).isEqualTo(1);
    get(evicting, 200);
    assertThat(evicting.requests()).isEqualTo(2);

    OAuthClient ignoring = warm(Stage.Mode.IGNORE);
    ignoring.revoke();
    get(ignoring, 401);
    get(ignoring, 401);
    assertThat(ignoring.requests()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName(
      "the application's own authenticator is asked after the replay failed, and wins then")
  final void comesBeforeTheApplicationsAuthenticator(Variant variant) {
    OAuthClient client = warm(Stage.Mode.RETRY);
    client.revoke();
    SoftAssertions softly = new SoftAssertions();
    Outcome replayed =
        stage()
            .application()
            .call(
                variant
                    .get(
                        stage()
                            .servers()
                            .strict()
                            .over(variant.tls())
                            .url("/" + client.id() + "/basic/a"))
                    .password("own"));
    softly.assertThat(replayed.status()).as("%s", replayed).isEqualTo(200);
    softly.assertThat(replayed.asked()).as("%s", replayed).isZero();
    softly.assertThat(stage().servers().takeHops()).hasSize(2);

    OAuthClient needless = warm(Stage.Mode.RETRY);
    Function<Servers, Request> request =
        servers ->
            variant
                .post(servers.strict().over(variant.tls()).url("/" + needless.id() + "/basic-only"))
                .password("own");
    Outcome outcome = stage().application().call(request.apply(stage().servers()));
    Outcome expected = stage().reference().call(request.apply(stage().lenient()));
    List<Hop> hops = stage().servers().takeHops();
    List<Hop> without = stage().lenient().takeHops();
    softly
        .assertThat(outcome.status() + ", asked " + outcome.asked() + ", " + outcome.body())
        .isEqualTo("200, asked 1, " + expected.body());
    softly.assertThat(expected.asked()).isEqualTo(1);
    softly.assertThat(hops).hasSize(3);
    softly
        .assertThat(hops.get(hops.size() - 1).authorization())
        .isEqualTo(without.get(without.size() - 1).authorization());
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a token is given up where it was refused: after a redirect, on another host")
  final void replaysTheHopThatWasRefused(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    OAuthClient first = warm(Stage.Mode.RETRY);
    OAuthClient second = warm(Stage.Mode.RETRY);
    second.revoke();
    compareHops(
        softly,
        servers ->
            variant.get(
                servers.strict().over(variant.tls()).url("/" + first.id())
                    + redirect(
                        variant.tls() ? 307 : 302,
                        servers
                            .strictToo()
                            .over(variant.tls())
                            .url("/" + second.id() + "/landing"))),
        without -> List.of(without.get(0), without.get(1), without.get(1)));
    softly.assertThat(first.requests()).isEqualTo(1);
    softly.assertThat(second.requests()).isEqualTo(2);
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("one hop of a call is sent once more, whatever is refused after it")
  final void replaysOncePerCall(Variant variant) {
    OAuthClient first = warm(Stage.Mode.RETRY);
    OAuthClient second = warm(Stage.Mode.RETRY);
    first.revoke();
    second.revoke();
    SoftAssertions softly = new SoftAssertions();
    compareHops(
        softly,
        servers ->
            variant.get(
                servers.strict().over(variant.tls()).url("/" + first.id())
                    + redirect(
                        302,
                        servers
                            .strictToo()
                            .over(variant.tls())
                            .url("/" + second.id() + "/refuse"))),
        without -> List.of(without.get(0), without.get(0), without.get(1)));
    softly.assertThat(first.requests()).isEqualTo(2);
    softly.assertThat(second.requests()).isEqualTo(1);
    get(stage().servers().strictToo().over(variant.tls()), second, 200);
    softly.assertThat(second.requests()).isEqualTo(2);
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a replay takes nothing from the redirects that are followed")
  final void leavesRedirectsAlone(Variant variant) {
    OAuthClient client = warm(Stage.Mode.RETRY);
    client.revoke();
    SoftAssertions softly = new SoftAssertions();
    compareHops(
        softly,
        servers ->
            variant.get(servers.strict().over(variant.tls()).url("/" + client.id() + "/steps-4")),
        without -> {
          List<Hop> with = new ArrayList<>(without);
          with.add(0, without.get(0));
          return with;
        });
    softly.assertThat(client.requests()).isEqualTo(2);
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a refusal by a host that is not named is the application's alone")
  final void leavesForeignRefusalsAlone(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    int requests = stage().apiClient().requests();
    compareHops(
        softly,
        servers -> variant.get(servers.foreign().over(variant.tls()).url("/refuse")),
        without -> without);
    softly.assertThat(stage().apiClient().requests()).isEqualTo(requests);
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("another call in the middle of one does not hide that its token was refused")
  final void replaysAroundOtherCalls(Variant variant) {
    OAuthClient client = warm(Stage.Mode.RETRY);
    client.revoke();
    SoftAssertions softly = new SoftAssertions();
    compareHops(
        softly,
        servers ->
            variant
                .get(in(servers.strict().over(variant.tls()), client))
                .reportingTo(servers.foreign().plain().url("/report")),
        without -> List.of(without.get(0), without.get(1), without.get(0), without.get(1)));
    softly.assertThat(client.requests()).isEqualTo(2);
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("cookies that come with a refusal are kept")
  final void keepsCookies(Variant variant) {
    OAuthClient client = warm(Stage.Mode.RETRY);
    client.revoke();

    Outcome outcome =
        stage()
            .application()
            .call(
                variant
                    .get(
                        stage()
                            .servers()
                            .strict()
                            .over(variant.tls())
                            .url("/" + client.id() + "/cookie"))
                    .withCookies());

    List<Hop> hops = stage().servers().takeHops();
    assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
    assertThat(hops).hasSize(2);
    assertThat(hops.get(0).header("cookie")).isEmpty();
    assertThat(hops.get(1).header("cookie")).containsExactly("refused=yes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a revoked token that the application copied is replaced")
  final void replacesCopiedTokens(Variant variant) {
    OAuthClient client = warm(Stage.Mode.RETRY);
    Function<String, String> url =
        path -> stage().servers().strict().over(variant.tls()).url("/" + client.id() + path);
    String token = stage().application().call(variant.get(url.apply("/authorization"))).body();
    client.revoke();
    stage().servers().takeHops();

    Outcome outcome =
        stage().application().call(variant.post(url.apply("/a")).authorization(token));

    List<Hop> hops = stage().servers().takeHops();
    assertThat(outcome.status()).as("%s %s", outcome, hops).isEqualTo(200);
    assertThat(hops).hasSize(2);
  }

  @Test
  @DisplayName("a WebSocket handshake is sent once more")
  final void replaysWebSocketHandshakes() {
    assumeTrue(subject().kind() != Subject.Kind.SYNCHRONOUS);
    for (boolean tls : List.of(false, true)) {
      OAuthClient client = warm(Stage.Mode.RETRY);
      client.revoke();
      Outcome outcome =
          stage()
              .application()
              .webSocket(
                  Request.get(
                      stage().servers().strict().over(tls).url("/" + client.id() + "/websocket")));

      assertThat(outcome.body()).as("%s", outcome).isEqualTo("strict echoes ping");
      assertThat(stage().servers().takeHops()).hasSize(2);
    }
  }

  @Test
  @DisplayName("a request through a proxy's tunnel is sent once more")
  final void replaysThroughTunnels() {
    OAuthClient client = warm(Stage.Mode.RETRY);
    client.revoke();
    try (HttpProxy proxy = new HttpProxy()) {
      Outcome outcome =
          stage()
              .application()
              .call(
                  Request.post(in(stage().servers().strict().secure(), client))
                      .through(proxy.port()));

      assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
      assertThat(stage().servers().takeHops()).hasSize(2);
      assertThat(proxy.requests()).isNotEmpty().noneMatch(asked -> asked.head().contains("Bearer"));
    }
  }

  /** A client whose token the agent has. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a request through a proxy that asks for a password is sent once more with it")
  final void replaysThroughProxiesWithPasswords(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    // No other test's: the client of a proxy that had the same port would know it already.
    String secret = "secret-" + UUID.randomUUID();
    try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy.asking(secret))) {
      for (int call = 0; call < 2; call++) {
        OAuthClient client = warm(Stage.Mode.RETRY);
        client.revoke();

        compareReplayed(
            softly,
            client,
            servers ->
                proxies.before(
                    servers,
                    variant
                        .get(in(servers.strict().over(variant.tls()), client))
                        .password(secret)));
      }
    }
    softly.assertAll();
  }

  private OAuthClient warm(Stage.Mode mode) {
    OAuthClient client = stage().next(mode);
    get(client, 200);
    return client;
  }

  private void get(OAuthClient client, int status) {
    get(stage().servers().strict().plain(), client, status);
  }

  /** A refusal is the origin's alone, so the next request goes to the same. */
  private void get(ApiServer server, OAuthClient client, int status) {
    Outcome outcome = stage().application().call(Request.get(in(server, client)));
    assertThat(outcome.status()).as("%s", outcome).isEqualTo(status);
    assertThat(stage().servers().takeHops()).hasSize(1);
  }

  private static String in(ApiServer server, OAuthClient client) {
    return server.url("/" + client.id() + "/a");
  }

  private static String folder(Stage.Mode mode) {
    return mode == Stage.Mode.FORBIDDEN ? "/forbidden" : "";
  }

  private static String redirect(int status, String to) {
    return "/redirect?status=" + status + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  private void compareReplayed(
      SoftAssertions softly, OAuthClient client, Function<Servers, Request> request) {
    List<Hop> hops =
        compareHops(softly, request, without -> List.of(without.get(0), without.get(0)));
    softly.assertThat(client.requests()).isEqualTo(2);
    softly
        .assertThat(hops)
        .last()
        .matches(hop -> client.admits(hop.authorization()), "carries a new token");
  }

  /**
   * The same call with the agent and without: the application gets the same, and what reaches the
   * servers follows from what does without the agent.
   */
  private List<Hop> compareHops(
      SoftAssertions softly,
      Function<Servers, Request> request,
      Function<List<Hop>, List<Hop>> expectedHops) {
    Request asked = request.apply(stage().servers());
    Outcome outcome = stage().application().call(asked);
    Outcome expected = stage().reference().call(request.apply(stage().lenient()));
    List<Hop> hops = stage().servers().takeHops();
    List<Hop> without = stage().lenient().takeHops();
    softly
        .assertThat(told(stage().servers(), outcome))
        .as("%s: %s", asked, outcome)
        .isEqualTo(told(stage().lenient(), expected));
    softly
        .assertThat(
            hops.stream().map(hop -> stage().servers().withoutPorts(hop.withoutAuthorization())))
        .as("%s", asked)
        .containsExactlyElementsOf(
            expectedHops.apply(without).stream()
                .map(hop -> stage().lenient().withoutPorts(hop.withoutAuthorization()))
                .toList());
    return hops;
  }

  private static String told(Servers servers, Outcome outcome) {
    return servers.withoutPorts(described(outcome));
  }
}
