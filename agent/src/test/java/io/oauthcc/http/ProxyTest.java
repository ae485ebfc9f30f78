package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.ProxyServer;
import io.oauthcc.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyTest {

  /** Resolved by the proxy alone: no resolver knows it. */
  private static final String HOST = "auth.example.invalid";

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String PASSWORD = "pa:ss-w\u00f6rd";

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final Properties before = (Properties) System.getProperties().clone();
  private final Stores stores;

  ProxyTest(@TempDir Path folder) {
    this.stores = new Stores(folder);
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  @Test
  void aTunnelIsOpenedAndTheEndpointIsCheckedByItsOwnName() throws Exception {
    try (MockWebServer server = server(HOST);
        RawServer proxy = RawServer.tunnelTo(server.getPort())) {
      HttpAnswer answer = through(proxy, PASSWORD).send(secretPost("https://" + HOST + "/token"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(proxy.requests())
          .containsExactly(
              ("CONNECT " + HOST + ":443 HTTP/1.1\r\n")
                  + ("Host: " + HOST + ":443\r\n")
                  + "Proxy-Authorization: Basic "
                  + Base64.getEncoder()
                      .encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8))
                  + "\r\n\r\n");
      RecordedRequest request = server.takeRequest();
      assertThat(request.getRequestLine()).isEqualTo("POST /token HTTP/1.1");
      assertThat(request.getHeader("Host")).isEqualTo(HOST);
      assertThat(request.getHeader("Proxy-Authorization")).isNull();
      assertThat(request.getHeader("Authorization")).isEqualTo("Basic s3cret");
    }
  }

  @Test
  void anEndpointWithAnotherNameIsRefusedBehindAProxyToo() throws Exception {
    try (MockWebServer server = server("other.example.invalid");
        RawServer proxy = RawServer.tunnelTo(server.getPort())) {
      assertThatThrownBy(() -> through(proxy, null).send(secretPost("https://" + HOST + "/")))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of " + HOST + " is for another name (");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aPlainRequestIsInAbsoluteForm() throws Exception {
    try (RawServer proxy = RawServer.answering(OK + "Content-Length: 2\r\n\r\nhi")) {
      HttpAnswer answer =
          through(proxy, "x")
              .send(
                  HttpRequest.builder("GET", URI.create("http://" + HOST + ":81//a?b=c")).build());

      assertThat(answer.body()).hasSize(2);
      assertThat(proxy.requests())
          .containsExactly(
              ("GET http://" + HOST + ":81//a?b=c HTTP/1.1\r\n")
                  + ("Host: " + HOST + ":81\r\n")
                  + "Connection: close\r\n"
                  + "Proxy-Authorization: Basic bWU6eA==\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1"})
  void aPlainEndpointOnLoopbackIsNeverProxied(String host) throws Exception {
    try (RawServer endpoint = RawServer.answering(OK + "Content-Length: 0\r\n\r\n");
        RawServer proxy = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
      System.setProperty("http.nonProxyHosts", "");
      HttpExchange byProperties = Exchanges.of(Exchanges.registration());
      String uri = "http://" + host + ":" + endpoint.port() + "/token";

      assertThat(byProperties.send(secretPost(uri)).status()).isEqualTo(200);
      assertThat(through(proxy, PASSWORD).send(secretPost(uri)).status()).isEqualTo(200);

      assertThat(proxy.requests()).isEmpty();
      assertThat(endpoint.requests()).hasSize(2).noneMatch(text -> text.contains("Proxy-"));
    }
  }

  /** As the names of services in a container network often are. */
  @Test
  void anEndpointWithAnUnderscoreInItsNameIsAskedByThatName() throws Exception {
    try (RawServer proxy = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      through(proxy, null).send(secretPost("http://auth_server:81/token"));

      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("POST http://auth_server:81/token HTTP/1.1\r\nHost: auth_server:81\r\n");
    }
  }

  static Stream<Arguments> refusals() {
    String tail = " when asked to connect to " + HOST + ":443";
    return Stream.of(
        Arguments.of(
            "HTTP/1.1 407 s3cret\r\nProxy-Authenticate: Basic realm=s3cret\r\n\r\ns3cret",
            null,
            "the proxy PROXY answered 407: it wants a user and password; set"
                + " proxy=http://user:password@PROXY",
            false),
        Arguments.of(
            "HTTP/1.1 407 No\r\n\r\n",
            "s3cret",
            "the proxy PROXY answered 407: it does not accept the user and password of proxy, or"
                + " not by Basic; set proxy=http://user:password@PROXY",
            false),
        Arguments.of(
            "HTTP/1.1 403 s3cret\r\n\r\n", null, "the proxy PROXY answered 403" + tail, false),
        Arguments.of(
            "HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n",
            null,
            "the proxy PROXY answered 302" + tail,
            false),
        Arguments.of("HTTP/1.0 502 Bad\r\n\r\n", null, "the proxy PROXY answered 502" + tail, true),
        Arguments.of(
            "HTTP/1.1 429 Slow\r\n\r\n", null, "the proxy PROXY answered 429" + tail, true),
        Arguments.of("", null, "the proxy PROXY closed the connection without an answer", true),
        Arguments.of("SSH-2.0-x\r\n", null, "the answer of the proxy PROXY is not HTTP/1.1", false),
        Arguments.of(
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(50),
            null,
            "the proxy PROXY never gave a final answer",
            false),
        Arguments.of(
            OK + "X: " + "a".repeat(18_000) + "\r\n\r\n",
            null,
            "the answer of the proxy PROXY has a line of more than 17 KiB or more than 256 headers",
            false),
        Arguments.of(OK + "\r\n", null, "TLS: " + HOST + ":443 closed the connection", true));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("refusals")
  void aProxyThatOpensNoTunnelIsNamed(
      String answer, @Nullable String password, String message, boolean connectionFault)
      throws Exception {
    try (RawServer proxy = RawServer.answering(answer)) {
      assertThatThrownBy(
              () -> through(proxy, password).send(secretPost("https://" + HOST + "/token")))
          .isInstanceOfSatisfying(
              HttpFailure.class,
              failure -> {
                assertThat(failure.isConnectionFault()).isEqualTo(connectionFault);
                assertThat(failure.isFatal()).isEqualTo(answer.matches("(?s).{9}(403|407) .*"));
              })
          .hasMessage(message.replace("PROXY", "127.0.0.1:" + proxy.port()))
          .message()
          .doesNotContain("s3cret");
    }
  }

  @Test
  void aPlainRequestThatTheProxyWantsAPasswordForSaysSo() throws Exception {
    try (RawServer proxy = RawServer.answering("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")) {
      assertThatThrownBy(() -> through(proxy, null).send(secretPost("http://" + HOST + "/")))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.isFatal()).isTrue())
          .hasMessageContaining("answered 407: it wants a user and password");
    }
  }

  @Test
  void aProxyThatDripsIsGivenUpAfterBothTimeouts() throws Exception {
    try (RawServer proxy =
        RawServer.afterRequest(
            socket -> {
              socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
              RawServer.drip(socket, 'a');
            })) {
      HttpExchange impatient =
          Exchanges.of(
              Exchanges.registration()
                  .set("connect-timeout", Duration.ofMillis(300))
                  .set("read-timeout", Duration.ofMillis(300))
                  .proxy(new ProxyServer("127.0.0.1", proxy.port(), null)));

      assertThatThrownBy(() -> impatient.send(secretPost("https://" + HOST + "/")))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.isConnectionFault()).isTrue())
          .hasMessageEndingWith("no complete answer within 600 ms");
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    HttpExchange exchange =
        Exchanges.of(
            Exchanges.registration().proxy(new ProxyServer("127.0.0.1", port, Secret.of("a:b"))));

    assertThatThrownBy(() -> exchange.send(secretPost("https://" + HOST + "/")))
        .isInstanceOfSatisfying(
            HttpFailure.class, failure -> assertThat(failure.isConnectionFault()).isTrue())
        .hasMessage("cannot connect to proxy 127.0.0.1:" + port + ": Connection refused");
  }

  @Test
  void theJresPropertiesCountAsTheyWereAtTheStart() throws Exception {
    try (MockWebServer server = server("127.0.0.1");
        RawServer proxy = RawServer.tunnelTo(server.getPort())) {
      String uri = "https://127.0.0.1:" + server.getPort() + "/token";
      System.setProperty("https.proxyHost", "127.0.0.1");
      System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
      HttpExchange earlier =
          Exchanges.of(Exchanges.registration().trustStore(stores.pem(authority.certificate())));
      System.setProperty("http.nonProxyHosts", "");
      HttpExchange exchange =
          Exchanges.of(Exchanges.registration().trustStore(stores.pem(authority.certificate())));
      System.clearProperty("https.proxyHost");

      assertThat(earlier.send(secretPost(uri)).status()).isEqualTo(200);
      assertThat(proxy.requests()).as("127.* is never proxied by default").isEmpty();
      assertThat(exchange.send(secretPost(uri)).status()).isEqualTo(200);
      assertThat(proxy.requests()).hasSize(1);
      System.setProperty("https.proxyHost", "127.0.0.1");

      HttpExchange direct =
          Exchanges.of(
              Exchanges.registration()
                  .proxy(ProxyServer.NONE)
                  .trustStore(stores.pem(authority.certificate())));
      assertThat(direct.send(secretPost(uri)).status()).isEqualTo(200);
      assertThat(proxy.requests()).as("none means none").hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true, auth.example.com, -, proxy:443",
        "false, auth.example.com, -, plain:8080",
        "true, localhost, -, -",
        "true, LOCALHOST, -, -",
        "true, 127.1.2.3, -, -",
        "true, [::1], -, -",
        "true, auth.example.com, auth.example.com, -",
        "true, AUTH.example.com, a|Auth.Example.com, -",
        "true, auth.example.com, *.example.com, -",
        "true, example.com, *.example.com, proxy:443",
        "true, 10.1.2.3, 10.*, -",
        "true, a.internal.b, *internal*, -",
        "true, auth.example.com, *, -",
        "true, auth.example.com, ||example.com|, proxy:443",
        "true, auth.example.com, au*com, proxy:443",
        "true, localhost, other, -",
        "true, localhost, '', proxy:443",
        "false, auth.example.com, *.com, -"
      })
  void theJresListOfDirectHostsIsReadAsTheJreDoes(
      boolean tls, String host, @Nullable String direct, @Nullable String expected) {
    System.setProperty("https.proxyHost", "proxy");
    System.setProperty("http.proxyHost", "plain");
    System.setProperty("http.proxyPort", "8080");
    if (direct != null) {
      System.setProperty("http.nonProxyHosts", direct);
    }

    ProxyServer proxy =
        JreProxy.forHost(Exchanges.registration().build().jreProperties(), tls, host);

    assertThat(proxy == null ? null : proxy.toString()).isEqualTo(expected);
    Proxy jres =
        ProxySelector.getDefault()
            .select(URI.create((tls ? "https://" : "http://") + host + "/"))
            .get(0);
    assertThat(jres.type() == Proxy.Type.DIRECT ? null : jres.address().toString())
        .as("what the JRE says")
        .satisfies(address -> assertThat(address == null).isEqualTo(expected == null));
  }

  private MockWebServer server(String name) throws IOException {
    HeldCertificate leaf =
        new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(name).build();
    return TlsServers.of(leaf);
  }

  private HttpExchange through(RawServer proxy, @Nullable String password) throws Exception {
    Secret credentials = password == null ? null : Secret.of("me:" + password);
    return Exchanges.of(
        Exchanges.registration()
            .trustStore(stores.pem(authority.certificate()))
            .proxy(new ProxyServer("127.0.0.1", proxy.port(), credentials)));
  }

  private static HttpRequest secretPost(String uri) {
    return HttpRequest.builder("POST", URI.create(uri))
        .header("Authorization", "Basic s3cret")
        .body("s3cret".getBytes(StandardCharsets.US_ASCII), "text/plain")
        .build();
  }
}
