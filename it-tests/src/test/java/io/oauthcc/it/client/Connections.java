package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent promises of connections that several requests share. */
abstract class Connections extends Proxies {

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  @DisplayName("what a client sends again for a lost connection carries what it must")
  final void resendsOnAnotherConnection(Variant variant) {
    SoftAssertions softly = new SoftAssertions();
    String hangUp = "/hang-up?" + (char) ('a' + Variant.of(subject().kind()).indexOf(variant));
    for (Function<Servers, Servers.Site> site :
        List.<Function<Servers, Servers.Site>>of(
            Servers::api, Servers::foreign, Servers::other, Servers::crossed)) {
      Function<Servers, ApiServer> server = servers -> site.apply(servers).over(variant.tls());
      for (String path : List.of("/go-away", "/a", hangUp)) {
        if (subject().kind() == Subject.Kind.NON_BLOCKING && variant.version().equals("2")) {
          // Whether such a call fails there is a matter of time, and some never end: so it is from
          // Java 25 on without the agent too, where the connection is lost as it is used again.
          Request request = variant.get(server.apply(stage().servers()).url(path));
          stage().application().call(request.within(Duration.ofSeconds(5)));
          softly
              .assertThat(stage().servers().takeHops())
              .allMatch(stage()::carriesWhatItMust, "carries what it must");
        } else {
          compare(softly, servers -> variant.get(server.apply(servers).url(path)));
        }
      }
    }
    softly.assertAll();
  }

  @Test
  @DisplayName("what a client sends again carries the token that was fetched meanwhile, or gets it")
  final void resendsWithTheNextToken() throws InterruptedException {
    OAuthClient client = stage().fresh("dropped");
    assertThat(get(stage().freshUrl("dropped")).status()).isEqualTo(200);
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch hangUp = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    stage()
        .freshAnswers(
            hop ->
                hop.path().endsWith("/hung-up") && first.getAndSet(false)
                    ? hangUp(arrived, hangUp)
                    : new MockResponse());
    String url = stage().freshUrl("dropped").replaceFirst("/thing$", "/hung-up");
    stage().application().begin("hung-up", Request.get(url));
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
    client.revoke();
    assertThat(get(stage().freshUrl("dropped")).status()).isEqualTo(200);
    assertThat(client.requests()).isEqualTo(2);

    hangUp.countDown();

    Outcome outcome = stage().application().end("hung-up");
    assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
    assertThat(client.requests()).isEqualTo(2);
  }

  private static MockResponse hangUp(CountDownLatch arrived, CountDownLatch when) {
    arrived.countDown();
    try {
      if (!when.await(60, TimeUnit.SECONDS)) {
        return new MockResponse().setResponseCode(500);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
  }

  private Outcome get(String url) {
    return stage().application().call(Request.get(url));
  }

  @Test
  @DisplayName("requests to several paths at once on one connection are told apart")
  final void tellsStreamsApart() {
    assumeTrue(speaksHttp2());
    Variant http2 = new Variant(true, "2", true, false);
    get(http2, stage().servers().partly().secure().url("/in/a"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (String path : List.of("/in/", "/in/out/", "/elsewhere/", "/in/outside/")) {
        String name = path + i;
        stage().application().begin(name, http2.get(stage().servers().partly().secure().url(name)));
        names.add(name);
      }
    }
    for (String name : names) {
      assertThat(stage().application().end(name).status()).isEqualTo(200);
    }
    assertThat(stage().servers().takeHops())
        .hasSize(names.size() + 1)
        .allMatch(stage()::carriesWhatItMust);
  }

  @Test
  @DisplayName("hosts that share an HTTP/2 connection are told apart")
  final void tellsHostsOnOneConnectionApart() {
    assumeTrue(subject().kind() == Subject.Kind.ASYNCHRONOUS && speaksHttp2());
    Variant http2 = new Variant(true, "2", false, false);
    ApiServer server = stage().servers().api().secure();
    get(http2, server.url("api.test", "/a"));
    int connections = server.connections();
    for (int i = 0; i < 2; i++) {
      get(http2, server.url("foreign.test", Servers.BY_ANOTHER_NAME));
      get(http2, server.url("other.test", Servers.BY_ANOTHER_NAME));
      get(http2, server.url("api.test", "/a"));
    }
    List<Hop> hops = stage().servers().takeHops();
    assertThat(server.connections()).isEqualTo(connections);
    assertThat(hops).hasSize(7).allMatch(stage()::carriesWhatItMust);
  }

  private void get(Variant variant, String url) {
    Outcome outcome = stage().application().call(variant.get(url));
    assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
    assertThat(outcome.version()).as("%s", outcome).matches("(?i)h2|HTTP_2");
  }

  private boolean speaksHttp2() {
    return subject().kind() != Subject.Kind.SYNCHRONOUS && subject().jdk().feature() > 8;
  }
}
