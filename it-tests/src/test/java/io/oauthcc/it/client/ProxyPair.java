package io.oauthcc.it.client;

import io.oauthcc.it.HttpProxy;
import io.oauthcc.it.ProxyRequest;
import io.oauthcc.it.Request;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** Two proxies of one kind: one before the servers of a {@link Stage}, one before its lenient. */
final class ProxyPair implements AutoCloseable {
  private final Stage stage;
  private final HttpProxy proxy;
  private final HttpProxy lenient;

  ProxyPair(Stage stage, UnaryOperator<HttpProxy> kind) {
    this.stage = stage;
    proxy = kind.apply(new HttpProxy().ways(stage.servers()::portOf));
    lenient = kind.apply(new HttpProxy().ways(stage.lenient()::portOf));
  }

  /** The same request through the proxy before these servers. */
  Request before(Servers servers, Request request) {
    return request.through(port(servers));
  }

  /** The port of the proxy before these servers. */
  int port(Servers servers) {
    return (servers == stage.servers() ? proxy : lenient).port();
  }

  /**
   * Both were asked for the same, but for the token. No tunnel was asked for with one, and nothing
   * else that is not for an API's http port.
   */
  void check(SoftAssertions softly) {
    List<ProxyRequest> asked = proxy.take();
    List<ProxyRequest> without = lenient.take();
    softly
        .assertThat(described(asked, stage.servers()))
        .containsExactlyElementsOf(described(without, stage.lenient()).toList());
    softly
        .assertThat(asked)
        .allMatch(request -> mayCarry(request) || !hasToken(request), "carries no token");
  }

  /** What reached them has no token. */
  void checkNoToken(SoftAssertions softly) {
    softly.assertThat(proxy.take()).noneMatch(this::hasToken);
    softly.assertThat(lenient.take()).noneMatch(this::hasToken);
  }

  private boolean mayCarry(ProxyRequest request) {
    int port = stage.servers().portOf(request);
    return !request.isForTunnel()
        && (port == stage.servers().api().plain().port()
            || port == stage.servers().other().plain().port());
  }

  private boolean hasToken(ProxyRequest request) {
    return request.head().contains("Bearer")
        || stage.apiClient().isIn(request.head())
        || stage.otherClient().isIn(request.head());
  }

  /** Each tunnel once: whether one is used again is a matter of time. */
  private static Stream<String> described(List<ProxyRequest> requests, Servers servers) {
    Stream<String> tunnels =
        requests.stream().filter(ProxyRequest::isForTunnel).map(ProxyRequest::head).distinct();
    Stream<String> others =
        requests.stream()
            .filter(request -> !request.isForTunnel())
            .map(ProxyRequest::withoutAuthorization);
    return Stream.concat(tunnels, others).map(servers::withoutPorts);
  }

  @Override
  public void close() {
    proxy.close();
    lenient.close();
  }
}
