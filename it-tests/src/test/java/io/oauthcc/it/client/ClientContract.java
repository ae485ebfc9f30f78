package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.Hop;
import io.oauthcc.it.HttpProxy;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent promises of a client, whichever it is. */
abstract class ClientContract extends RefusedTokens {

  final Stream<Arguments> redirects() {
    return variants()
        .flatMap(
            variant ->
                Stream.of(301, 302, 303, 307, 308).map(status -> Arguments.of(status, variant)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a call to a configured host carries one Bearer token and is otherwise the same")
  final void authorizesItsHost(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    compare(softly, servers -> variant.get(servers.api().over(variant.tls()).url("/a?b=c")));
    compare(softly, servers -> variant.post(servers.api().over(variant.tls()).url("/a")));
    compare(softly, servers -> variant.get(servers.other().over(variant.tls()).url("/a")));
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a call to another port or by another name stays as it is")
  final void leavesForeignHosts(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    compare(softly, servers -> variant.get(servers.foreign().over(variant.tls()).url("/a")));
    compare(softly, servers -> variant.post(servers.foreign().over(variant.tls()).url("/a")));
    compare(
        softly,
        servers ->
            variant.get(
                servers.api().over(variant.tls()).url("127.0.0.1", Servers.BY_ANOTHER_NAME)));
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("redirects")
  @DisplayName("after a redirect each hop carries what its own host is due")
  final void followsRedirects(int status, Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Detour detour : Detour.values()) {
      compare(softly, servers -> variant.get(detour.url(servers, variant.tls(), status)));
      compare(softly, servers -> variant.post(detour.url(servers, variant.tls(), status)));
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("the application's own Authorization stays, and goes where the client sends it")
  final void keepsTheApplicationsOwn(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    List<Function<Servers, String>> urls = new ArrayList<>();
    urls.add(servers -> servers.api().over(variant.tls()).url("/own"));
    urls.add(servers -> servers.foreign().over(variant.tls()).url("/own"));
    for (Detour detour : Detour.values()) {
      urls.add(servers -> detour.url(servers, variant.tls(), 302));
      urls.add(servers -> detour.url(servers, variant.tls(), 307));
    }
    for (Function<Servers, String> url : urls) {
      Outcome outcome =
          stage()
              .application()
              .call(variant.get(url.apply(stage().servers())).authorization(Stage.OWN));
      Outcome expected =
          stage()
              .reference()
              .call(variant.get(url.apply(stage().lenient())).authorization(Stage.OWN));
      List<Hop> hops = stage().servers().takeHops();
      List<Hop> without = stage().lenient().takeHops();
      same(softly, outcome, expected, hops, without);
      for (int i = 0; i < Math.min(hops.size(), without.size()); i++) {
        if (without.get(i).authorization().isEmpty()) {
          softly
              .assertThat(hops.get(i))
              .matches(stage()::carriesWhatItMust, "carries what it must");
        } else {
          softly
              .assertThat(hops.get(i).authorization())
              .as("%s", hops.get(i))
              .isEqualTo(without.get(i).authorization());
        }
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a token that the application copied never reaches a foreign host")
  final void takesCopiedTokensOff(Variant variant) {
    String token = stage().tokenInUse(variant);
    List<Function<Servers, String>> urls =
        List.of(
            servers -> servers.foreign().over(variant.tls()).url("/a"),
            servers -> servers.api().over(variant.tls()).url("/a"),
            servers -> Detour.MATCH_TO_FOREIGN.url(servers, variant.tls(), 302),
            servers -> Detour.MATCH_TO_FOREIGN.url(servers, variant.tls(), 307),
            servers -> Detour.FOREIGN_TO_MATCH.url(servers, variant.tls(), 302));
    SoftAssertions softly = new SoftAssertions();
    for (Function<Servers, String> url : urls) {
      for (Function<String, Request> kind :
          List.<Function<String, Request>>of(variant::get, variant::post)) {
        Request asked = kind.apply(url.apply(stage().servers())).authorization(token);
        Outcome outcome = stage().application().call(asked);
        Outcome expected =
            stage().reference().call(kind.apply(url.apply(stage().lenient())).authorization(token));
        softly
            .assertThat(outcome.status())
            .as("%s: %s", asked, outcome)
            .isEqualTo(expected.status());
        softly
            .assertThat(stage().servers().takeHops())
            .as("%s", asked)
            .isNotEmpty()
            .allMatch(stage()::carriesWhatItMust);
      }
    }
    stage().lenient().takeHops();
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a call with its token in the query stays as it is")
  final void leavesTokensInTheQuery(Variant variant) {
    Outcome outcome =
        stage()
            .application()
            .call(
                variant.get(stage().servers().api().over(variant.tls()).url("/a?access_token=b")));

    assertThat(outcome.status()).as("%s", outcome).isEqualTo(401);
    assertThat(stage().servers().takeHops()).allMatch(hop -> hop.authorization().isEmpty());
  }

  @Test
  @DisplayName("HTTP/2 is spoken wherever client and JDK can")
  final void speaksHttp2() {
    assumeTrue(subject().kind() != Subject.Kind.SYNCHRONOUS && subject().jdk().feature() > 8);
    Variant http2 = new Variant(true, "2", false, false);

    Outcome outcome =
        stage().application().call(http2.get(stage().servers().api().secure().url("/a")));

    stage().servers().takeHops();
    assertThat(outcome.version()).as("%s", outcome).matches("(?i)h2|HTTP_2");
  }

  @Test
  @DisplayName("a WebSocket handshake carries the token")
  final void authorizesWebSockets() {
    assumeTrue(subject().kind() != Subject.Kind.SYNCHRONOUS);
    for (boolean tls : List.of(false, true)) {
      Outcome outcome =
          stage()
              .application()
              .webSocket(Request.get(stage().servers().api().over(tls).url("/websocket")));

      assertThat(outcome.body()).as("%s", outcome).isEqualTo("api echoes ping");
      assertThat(outcome.seen()).isEmpty();
      assertThat(stage().servers().takeHops()).hasSize(1).allMatch(stage()::carriesWhatItMust);
    }
  }

  @Test
  @DisplayName("a tunnel through a proxy is asked for without the token")
  final void keepsTheTokenFromProxies() {
    try (HttpProxy proxy = new HttpProxy()) {
      Outcome outcome =
          stage()
              .application()
              .call(Request.get(stage().servers().api().secure().url("/a")).through(proxy.port()));

      assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
      assertThat(stage().servers().takeHops()).hasSize(1).allMatch(stage()::carriesWhatItMust);
      assertThat(proxy.requests())
          .isNotEmpty()
          .allMatch(asked -> asked.head().startsWith("CONNECT localhost:"))
          .noneMatch(
              asked -> asked.head().contains("Bearer") || stage().apiClient().isIn(asked.head()));
    }
  }

  @Test
  @DisplayName("200 threads with no token yet make one token request")
  final void fetchesOnce() {
    assertThat(stage().application().herd(200, Request.get(stage().freshUrl("herd"))))
        .as("%s", stage().application().soFar().err())
        .isEqualTo("{200=200}");
    assertThat(stage().fresh("herd").requests()).isEqualTo(1);
  }

  @Test
  @DisplayName("200 asynchronous calls with no token yet make one token request")
  final void fetchesOnceForAsynchronousCalls() {
    assumeTrue(subject().kind() != Subject.Kind.SYNCHRONOUS);
    assertThat(
            stage()
                .application()
                .herd(200, Request.get(stage().freshUrl("herd-async")).async(true)))
        .as("%s", stage().application().soFar().err())
        .isEqualTo("{200=200}");
    assertThat(stage().fresh("herd-async").requests()).isEqualTo(1);
  }

  @Test
  @DisplayName("no call fails while tokens expire under load")
  final void renewsUnderLoad() {
    stage().fresh("load").expiresIn(2);

    String outcomes = stage().application().load(8, 3500, Request.get(stage().freshUrl("load")));

    assertThat(outcomes).as("%s", stage().application().soFar().err()).matches("\\{200=\\d+}");
    assertThat(stage().fresh("load").requests()).isBetween(2, 5);
  }

  @Test
  @DisplayName("an asynchronous call on a direct executor waits for its token without a thread")
  final void waitsWithoutAThread() {
    assumeTrue(subject().kind() == Subject.Kind.NON_BLOCKING);
    stage().fresh("held").hold();
    Variant direct = new Variant(false, "1.1", true, true);

    stage().application().begin("waiting", direct.get(stage().freshUrl("held")));
    stage().fresh("held").awaitAsked();
    Outcome meanwhile =
        stage().application().call(direct.get(stage().servers().foreign().plain().url("/a")));
    stage().fresh("held").release();
    Outcome waited = stage().application().end("waiting");

    assertThat(stage().servers().takeHops()).allMatch(stage()::carriesWhatItMust);
    assertThat(meanwhile.status()).as("%s", meanwhile).isEqualTo(200);
    assertThat(waited.status()).as("%s", waited).isEqualTo(200);
  }

  @Test
  @DisplayName("the application finds none of the agent's classes")
  final void hidesItsClasses() {
    for (String name :
        List.of(
            "net.bytebuddy.ByteBuddy",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.slf4j.Logger",
            "org.apache.hc.core5.http.HttpHost",
            "io.oauthcc.config.Configuration",
            "io.oauthcc.token.TokenCache")) {
      assertThat(stage().application().finds(name)).as(name).isFalse();
    }
  }
}
