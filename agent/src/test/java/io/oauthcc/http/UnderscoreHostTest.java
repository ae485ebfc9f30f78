package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnderscoreHostTest {

  private static final String HOST = "auth_server.example.invalid";

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final Stores stores;

  UnderscoreHostTest(@TempDir Path folder) {
    this.stores = new Stores(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth_server.example.invalid",
        "AUTH_Server.Example.INVALID",
        "*.example.invalid",
        "other.example.invalid, auth_server.example.invalid"
      })
  void aCertificateForTheHostIsTakenEachTime(String names) throws Exception {
    try (MockWebServer server = TlsServers.of(leaf(names, null));
        RawServer proxy = RawServer.tunnelTo(server.getPort())) {
      HttpExchange exchange = through(proxy);

      assertThat(exchange.send(secretPost(HOST)).status()).isEqualTo(200);
      assertThat(exchange.send(secretPost(HOST.toUpperCase(Locale.ROOT))).status()).isEqualTo(200);
      assertThat(exchange.send(secretPost(HOST + '.')).status()).isEqualTo(200);
      assertThat(server.takeRequest().getHeader("Host")).isEqualTo(HOST);
    }
  }

  /** Each is asked twice by the same exchange: a session that is resumed is checked too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "other_server.example.invalid; -",
        "auth-server.example.invalid; -",
        "localhost; -",
        "127.0.0.1; -",
        "-; auth_server.example.invalid",
        "other.example.invalid; auth_server.example.invalid",
        "127.0.0.1; auth_server.example.invalid",
        "-; -",
        "*; -",
        "*.invalid; -",
        "auth*.example.invalid; -",
        "*_server.example.invalid; -",
        "a*r.example.invalid; -",
        "*.*.invalid; -",
        "auth_server.*.invalid; -",
        "auth_server.example.*; -",
        "*.auth_server.example.invalid; -",
        "auth_server.example.invalid.evil.example; -",
        "auth_server.example.invali; -",
        "evil.auth_server.example.invalid; -",
        "auth_server; -",
        "example.invalid; -"
      })
  void aCertificateForAnotherIsRefusedBeforeAnythingIsSent(
      @Nullable String names, @Nullable String commonName) throws Exception {
    try (MockWebServer server = TlsServers.of(leaf(names, commonName));
        RawServer proxy = RawServer.tunnelTo(server.getPort())) {
      HttpExchange exchange = through(proxy);

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> exchange.send(secretPost(HOST)))
            .isInstanceOfSatisfying(HttpFailure.class, e -> assertThat(e.mayHaveMoved()).isTrue())
            .hasMessage(
                "TLS: certificate of "
                    + HOST
                    + " is for another name (No subject alternative DNS name matching "
                    + HOST
                    + " found)");
      }
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aCertificateThatNobodyTrustedSignedIsRefused() throws Exception {
    HeldCertificate stranger = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate signed =
        new HeldCertificate.Builder().signedBy(stranger).addSubjectAlternativeName(HOST).build();
    HeldCertificate bySelf = new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
    for (HeldCertificate leaf : List.of(signed, bySelf)) {
      try (MockWebServer server = TlsServers.of(leaf);
          RawServer proxy = RawServer.tunnelTo(server.getPort())) {
        assertThatThrownBy(() -> through(proxy).send(secretPost(HOST)))
            .isInstanceOf(HttpFailure.class)
            .hasMessageStartingWith("TLS: certificate of " + HOST + " is not trusted (");
        assertThat(server.getRequestCount()).isZero();
      }
    }
  }

  /** As that of JDK 17 and later does: with an alert, or without a word. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatDoesNotTakeTheNameIsAskedWithout(boolean alert) throws Exception {
    List<String> hellos = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.holding(
                socket -> {
                  hellos.add(tlsRecord(socket.getInputStream()));
                  if (alert) {
                    // Alert, TLS 1.2, two bytes: fatal, illegal_parameter.
                    socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 47});
                  }
                });
        RawServer proxy = RawServer.tunnelTo(server.port())) {
      assertThatThrownBy(() -> through(proxy).send(secretPost(HOST)))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: ")
          .hasMessageContaining(alert ? "no handshake with" : "closed the connection");
      assertThat(hellos).hasSize(2);
      assertThat(hellos.get(0)).contains(HOST);
      assertThat(hellos.get(1)).doesNotContain(HOST);

      assertThatThrownBy(() -> through(proxy).send(secretPost("auth.example.invalid")))
          .isInstanceOf(HttpFailure.class);
      assertThat(hellos).as("others once only").hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a_b, a_b, true",
    "a_b, A_B, true",
    "a_b, a_b., false",
    "a_b, '', false",
    "a_b, *, false",
    "a_b, *., false",
    "a_b, *.a_b, false",
    "a_b.c, *.c, false",
    "a_b.c.d, *.c.d, true",
    "a_b.c.d, *.C.D, true",
    "a_b.c.d, *.d, false",
    "a_b.c.d, *.b.d, false",
    "a_b.c.d, **.c.d, false",
    "a_b.c.d, *.*.d, false",
    "a_b.c.d, *.c.d., false",
    "a_b.c.d, .c.d, false",
    "a_b.c.d, *_b.c.d, false",
    "a_b.c.d, a*.c.d, false",
    "x.a_b.c.d, *.c.d, false",
    "x.a_b.c.d, *.a_b.c.d, true",
    "x.a_b.c.d, x.*.c.d, false",
    "k_b.c.d, \u212a_b.c.d, false",
    "k_b.c.k, *.c.\u212a, false",
    "s_b.c.d, \u017f_b.c.d, false",
    "a_b.c.d, 'a_b.c.d\0.e', false",
    "a_b.c.d, ' a_b.c.d', false"
  })
  void namesAreComparedByTheRules(String host, String pattern, boolean same) {
    assertThat(UnderscoreHost.matches(host, pattern)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "a_b, true",
    "_a.example, true",
    "a-b, false",
    "auth.example.com, false",
    "fe80::1%en_0, false"
  })
  void everyOtherHostIsLeftToTheJdk(String host, boolean ours) {
    assertThat(UnderscoreHost.is(host)).isEqualTo(ours);
  }

  private static String tlsRecord(InputStream in) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    byte[] head = in.readNBytes(5);
    record.write(in.readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff)));
    return record.toString(StandardCharsets.ISO_8859_1);
  }

  private HeldCertificate leaf(@Nullable String names, @Nullable String commonName) {
    HeldCertificate.Builder leaf = new HeldCertificate.Builder().signedBy(authority);
    if (names != null) {
      for (String name : names.split(", ", -1)) {
        leaf.addSubjectAlternativeName(name);
      }
    }
    return (commonName == null ? leaf : leaf.commonName(commonName)).build();
  }

  private HttpExchange through(RawServer proxy) throws Exception {
    return Exchanges.of(
        Exchanges.registration()
            .trustStore(stores.pem(authority.certificate()))
            .proxy(new ProxyServer("127.0.0.1", proxy.port(), null)));
  }

  private static HttpRequest secretPost(String host) {
    return HttpRequest.builder("POST", URI.create("https://" + host + "/token"))
        .body("s3cret".getBytes(StandardCharsets.US_ASCII), "text/plain")
        .build();
  }
}
