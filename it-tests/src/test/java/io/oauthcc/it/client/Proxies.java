package io.oauthcc.it.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.Hop;
import io.oauthcc.it.HttpProxy;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent promises of calls through a proxy. */
abstract class Proxies extends ForeignHops {

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a proxy gets the token only with an http request to a host named for http")
  final void keepsTheTokenFromProxiesToo(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    try (ProxyPair keeping = new ProxyPair(stage(), proxy -> proxy);
        ProxyPair closing = new ProxyPair(stage(), HttpProxy::closing)) {
      for (Function<Servers, String> url : urls(variant.tls())) {
        compareThrough(softly, keeping, servers -> variant.get(url.apply(servers)));
        compareThrough(softly, keeping, servers -> variant.post(url.apply(servers)));
        compareThrough(softly, closing, servers -> variant.get(url.apply(servers)));
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("a proxy that asks for a password gets the application's, and no token in a CONNECT")
  final void leavesPasswordsForProxiesAlone(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    for (Function<Servers, String> url : urls(variant.tls())) {
      String secret = secretOfNoOther();
      try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy.asking(secret))) {
        compareThrough(
            softly, proxies, servers -> variant.post(url.apply(servers)).password(secret));
      }
    }
    String secret = secretOfNoOther();
    try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy.asking(secret).closing())) {
      Function<Servers, Request> request =
          servers -> variant.get(servers.api().over(variant.tls()).url("/a"));
      compareThrough(softly, proxies, request);
      compareThrough(softly, proxies, servers -> request.apply(servers).password("wrong"));
      compareThrough(softly, proxies, servers -> request.apply(servers).password(secret));
      compareThrough(softly, proxies, servers -> request.apply(servers).password(secret));
    }
    softly.assertAll();
  }

  /** The client of a proxy that had the same port would know it already. */
  private static String secretOfNoOther() {
    return "secret-" + UUID.randomUUID();
  }

  private static List<Function<Servers, String>> urls(boolean tls) {
    List<Function<Servers, String>> urls = new ArrayList<>();
    urls.add(servers -> servers.api().over(tls).url("/a?b"));
    urls.add(servers -> servers.foreign().over(tls).url("/a"));
    urls.add(servers -> servers.crossed().over(tls).url("/a"));
    urls.add(servers -> Detour.MATCH_TO_FOREIGN.url(servers, tls, 302));
    urls.add(servers -> Detour.FOREIGN_TO_MATCH.url(servers, tls, 307));
    urls.add(servers -> Detour.MATCH_TO_MATCH_ON_THE_OTHER_SCHEME.url(servers, tls, 302));
    return urls;
  }

  @Test
  @DisplayName("a proxy that a server names is not given the token")
  final void keepsTheTokenFromProxiesThatServersName() {
    SoftAssertions softly = new SoftAssertions();
    for (boolean tls : List.of(false, true)) {
      try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy)) {
        String scheme = tls ? "https" : "http";
        Function<Servers, Request> request =
            servers ->
                Request.get(
                    servers
                        .api()
                        .over(tls)
                        .redirect(305, scheme + "://localhost:" + proxies.port(servers) + "/"));
        Outcome outcome = stage().application().call(request.apply(stage().servers()));
        Outcome expected = stage().reference().call(request.apply(stage().lenient()));
        stage().lenient().takeHops();
        List<Hop> hops = stage().servers().takeHops();
        if (tls) {
          // Such a proxy sees a tunnel.
          softly.assertThat(outcome.status()).as("%s", outcome).isEqualTo(expected.status());
          softly.assertThat(hops).allMatch(stage()::carriesWhatItMust, "carries what it must");
        }
        proxies.checkNoToken(softly);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("through a SOCKS proxy each host gets what it is due")
  final void looksPastSocksProxies(Variant variant) {
    assumeTrue(subject().kind() != Subject.Kind.NON_BLOCKING);
    SoftAssertions softly = new SoftAssertions();
    try (ProxyPair proxies = new ProxyPair(stage(), proxy -> proxy)) {
      for (Function<Servers, String> url : urls(variant.tls())) {
        compareThrough(softly, proxies, servers -> variant.get(url.apply(servers)).overSocks());
      }
    }
    softly.assertAll();
  }

  private void compareThrough(
      SoftAssertions softly, ProxyPair proxies, Function<Servers, Request> request) {
    compare(softly, servers -> proxies.before(servers, request.apply(servers)));
    proxies.check(softly);
  }
}
