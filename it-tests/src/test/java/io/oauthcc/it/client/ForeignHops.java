package io.oauthcc.it.client;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent promises of hops that the configuration does not name. */
abstract class ForeignHops extends OnStage {

  /**
   * Names, and what parsers of URLs disagree about; {@code S} stands for the scheme, {@code U} for
   * the same in capitals.
   */
  private static final List<String> URLS =
      List.of(
          "S://api.test/landing",
          "S://API.Test/landing",
          "U://api.test/landing",
          "S://api.test./landing",
          "S://api.test:80/landing",
          "S://api.test:443/landing",
          "S://api.test:/landing",
          "S://api.test:8080/landing",
          "S://user:password@api.test/landing",
          "S://api.test?landing",
          "//api.test/landing",
          "S:/api.test/landing",
          "S:api.test/landing",
          "S://xn--bcher-kva.test/landing",
          "S://XN--BCHER-KVA.test/landing",
          "S://foreign.test/landing",
          "S://api.test.foreign.test/landing",
          "S://not-api.test/landing",
          "S://sub.api.test/landing",
          "S://api.test@foreign.test/landing",
          "S://foreign.test@api.test/landing",
          "S://foreign.test/@api.test/landing",
          "S://foreign.test?@api.test/landing",
          "S://foreign.test#@api.test/landing",
          "S://api.test\\@foreign.test/landing",
          "S://foreign.test\\@api.test/landing",
          "S://api%2etest/landing",
          "S://api.test%00.foreign.test/landing",
          "S://api.test%2f@foreign.test/landing",
          "S://[::1]/landing",
          "S://127.0.0.1/landing",
          "S://2130706433/landing");

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("the right host and port by the wrong scheme, or on the wrong path, is foreign")
  final void looksAtSchemeAndPath(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    List<Function<Servers, String>> urls = new ArrayList<>();
    urls.add(servers -> servers.crossed().over(variant.tls()).url("/a"));
    for (String path :
        List.of(
            "/in",
            "/in/a",
            "/in?b",
            "/inside",
            "/",
            "/a",
            "/in/out",
            "/in/out/a",
            "/in/outside",
            "/IN/a",
            "/a/../in/a",
            "/in/../a",
            "/in/%2e%2e/a",
            "/in/a/..%2f..%2fa",
            "/in;b/a",
            "//in/a")) {
      urls.add(servers -> servers.partly().over(variant.tls()).url(path));
    }
    for (Function<Servers, String> url : urls) {
      compare(softly, servers -> variant.get(url.apply(servers)));
    }
    compare(softly, servers -> variant.post(urls.get(0).apply(servers)));
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("the application's own Authorization is replaced where it is to be")
  final void replacesTheApplicationsOwn(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (int status : List.of(302, 307)) {
      List<Hop> hops =
          hopsWithOwn(
              softly,
              servers ->
                  variant.get(
                      servers.foreign().over(variant.tls()).url(Stage.REPLACING)
                          + Detour.there(status, Stage.REPLACING + "/landing")));
      softly
          .assertThat(hops)
          .hasSize(2)
          .allMatch(hop -> stage().replacingClient().admits(hop.authorization()));
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("the application's own Authorization comes to no host that it would not come to")
  final void takesTheApplicationsOwnNowhereElse(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (int status : List.of(302, 307)) {
      Function<Servers, Request> request =
          servers -> {
            ApiServer api = servers.api().over(variant.tls());
            return variant
                .get(
                    servers
                        .foreign()
                        .over(variant.tls())
                        .redirect(status, api.redirect(status, api.url("/landing"))))
                .authorization(Stage.OWN);
          };
      Outcome outcome = stage().application().call(request.apply(stage().servers()));
      Outcome expected = stage().reference().call(request.apply(stage().lenient()));
      List<Hop> hops = stage().servers().takeHops();
      List<Hop> without = stage().lenient().takeHops();
      same(softly, outcome, expected, hops, without);
      softly.assertThat(hops).hasSize(3).hasSameSizeAs(without);
      for (int i = 0; i < Math.min(hops.size(), without.size()); i++) {
        List<String> due = without.get(i).authorization();
        softly
            .assertThat(hops.get(i).authorization())
            .as("hop %d", i)
            .matches(
                values ->
                    due.isEmpty()
                        ? stage().apiClient().admits(List.copyOf(values))
                        : values.equals(due));
      }
    }
    softly.assertAll();
  }

  /** Makes a call with an Authorization of its own, the same but for that as without the agent. */
  private List<Hop> hopsWithOwn(SoftAssertions softly, Function<Servers, Request> request) {
    Outcome outcome =
        stage().application().call(request.apply(stage().servers()).authorization(Stage.OWN));
    Outcome expected =
        stage().reference().call(request.apply(stage().lenient()).authorization(Stage.OWN));
    List<Hop> hops = stage().servers().takeHops();
    same(softly, outcome, expected, hops, stage().lenient().takeHops());
    return hops;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("the application's Host header decides nothing")
  final void readsNoHostHeaders(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Function<String, Request> kind :
        List.<Function<String, Request>>of(variant::get, variant::post)) {
      compare(
          softly,
          servers ->
              kind.apply(servers.foreign().over(variant.tls()).url("/a"))
                  .host("localhost:" + servers.api().over(variant.tls()).port()));
      compare(
          softly,
          servers -> kind.apply(servers.foreign().over(variant.tls()).url("/a")).host("api.test"));
      compare(
          softly,
          servers ->
              kind.apply(servers.api().over(variant.tls()).url("/a"))
                  .host("localhost:" + servers.foreign().over(variant.tls()).port()));
      compare(
          softly,
          servers ->
              kind.apply(Detour.MATCH_TO_FOREIGN.url(servers, variant.tls(), 307))
                  .host("localhost:" + servers.api().over(variant.tls()).port()));
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "https: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("a host is the one that the client asks for, however it is written")
  final void readsUrlsAsTheClientDoes(boolean tls) {
    SoftAssertions softly = new SoftAssertions();
    String scheme = tls ? "https" : "http";
    try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy)) {
      for (String written : URLS) {
        String url =
            written.replaceFirst("^S", scheme).replaceFirst("^U", scheme.toUpperCase(Locale.ROOT));
        if (!url.startsWith("//")) {
          compare(softly, servers -> proxies.before(servers, Request.get(url)));
          proxies.check(softly);
        }
        compare(
            softly,
            servers ->
                proxies.before(
                    servers, Request.get(servers.foreign().over(tls).redirect(307, url))));
        proxies.check(softly);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a token that the application copied goes nowhere else, in whatever form it stands")
  final void takesCopiedTokensOffEverywhere(Variant variant) {
    String token = stage().tokenInUse(variant);
    String bare = token.substring("Bearer ".length());
    SoftAssertions softly = new SoftAssertions();
    for (String url : foreign(variant.tls())) {
      for (String copy :
          List.of(
              token, bare, "bearer " + bare, "BEARER  " + bare, "Token token=\"" + bare + "\"")) {
        checkTakenOff(softly, variant.get(url).authorization(copy));
      }
      checkTakenOff(softly, variant.get(url).authorization(Stage.OWN).secondAuthorization(token));
      checkTakenOff(softly, variant.post(url).authorization(token).secondAuthorization(Stage.OWN));
    }
    softly.assertAll();
  }

  private List<String> foreign(boolean tls) {
    Servers servers = stage().servers();
    return List.of(
        servers.foreign().over(tls).url("/a"),
        servers.api().over(tls).url("127.0.0.1", Servers.BY_ANOTHER_NAME),
        servers.crossed().over(tls).url("/a"),
        servers.partly().over(tls).url("/a"),
        servers.partly().over(tls).url("/in/out/a"),
        stage().apiClient().tokenUri(),
        Detour.MATCH_TO_FOREIGN.url(servers, tls, 301),
        Detour.MATCH_TO_FOREIGN_BY_ITS_SCHEME.url(servers, tls, 303),
        Detour.MATCH_TO_FOREIGN_AND_BACK.url(servers, tls, 308),
        Detour.MATCH_TO_AN_EXCLUDED_PATH_AND_BACK.url(servers, tls, 302));
  }

  private void checkTakenOff(SoftAssertions softly, Request asked) {
    Outcome outcome = stage().application().call(asked);
    softly.assertThat(outcome.error()).as("%s: %s", asked, outcome).isEmpty();
    softly
        .assertThat(stage().servers().takeHops())
        .as("%s", asked)
        .allMatch(
            hop ->
                stage().isForApi(hop)
                    || hop.authorization().stream().noneMatch(stage().apiClient()::isIn),
            "carries no token but where it must");
    softly.assertThat(stage().apiClient().authorizations()).noneMatch(stage().apiClient()::isIn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("redirects without end come to an end where they did")
  final void endsRedirectsWhereTheClientDoes(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    compare(softly, servers -> variant.get(toAndFro(variant, servers.api(), servers.api())));
    compare(softly, servers -> variant.get(toAndFro(variant, servers.api(), servers.foreign())));
    compare(softly, servers -> variant.post(toAndFro(variant, servers.api(), servers.other())));
    softly.assertAll();
  }

  private static String toAndFro(Variant variant, Servers.Site here, Servers.Site there) {
    ApiServer start = here.over(variant.tls());
    return start.url("/to-and-fro/" + there.over(variant.tls()).port());
  }
}
