package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.config.KeyFile;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.StoreFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores of a registration: whom it trusts and what it shows. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StoresTest {

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("first").build();
  private final HeldCertificate otherAuthority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("second").build();
  private final HeldCertificate selfSigned =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  private final Properties before = (Properties) System.getProperties().clone();
  private final List<String> warnings = new ArrayList<>();
  private final Path folder;
  private final Stores stores;

  StoresTest(@TempDir Path folder) {
    this.folder = folder;
    this.stores = new Stores(folder);
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void aStoreOfEitherTypeIsTrusted(String type) throws Exception {
    StoreFile trust = stores.trust(type, authority.certificate());
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThat(ask(exchange(registration().trustStore(trust)), server).status()).isEqualTo(200);
    }
  }

  @Test
  void everyCertificateOfABundleIsTrusted() throws Exception {
    X509Certificate[] both = {authority.certificate(), otherAuthority.certificate()};
    for (boolean marks : new boolean[] {false, true}) {
      StoreFile trust = marks ? stores.pemWithMarks(both) : stores.pem(both);
      HttpExchange exchange = exchange(registration().trustStore(trust));
      for (HeldCertificate signer : List.of(authority, otherAuthority)) {
        try (MockWebServer server = TlsServers.of(leaf(signer, "localhost"))) {
          assertThat(ask(exchange, server).status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void aSelfSignedCertificateIsRefusedUnlessItIsInTheTrustStore() throws Exception {
    try (MockWebServer server = TlsServers.of(selfSigned)) {
      StoreFile others = stores.pem(authority.certificate());
      HttpExchange exchange = exchange(registration().trustStore(others));
      assertThatThrownBy(() -> ask(exchange, server))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.isConnectionFault()).isFalse())
          .hasMessageStartingWith("TLS: certificate of localhost is not trusted (")
          .hasMessageEndingWith("name it by trust-store " + folder.resolve("trust.pem"));

      stores.pem(selfSigned.certificate());
      assertThat(exchange.hasChanged()).isTrue();
      assertThat(ask(exchange, server).status()).isEqualTo(200);
      assertThat(exchange.hasChanged()).isFalse();
    }
  }

  /** Else a change would count as new as long as nobody listens, and end every pause. */
  @Test
  void aReplacedStoreIsSeenByAnExchangeThatFindsNobodyListeningToo() throws Exception {
    HttpExchange exchange =
        exchange(registration().trustStore(stores.pem(otherAuthority.certificate())));
    MockWebServer server = TlsServers.of(leaf(authority, "localhost"));
    try (server) {
      assertThatThrownBy(() -> ask(exchange, server)).hasMessageContaining("is not trusted");
    }
    stores.pem(authority.certificate());
    assertThat(exchange.hasChanged()).isTrue();

    assertThatThrownBy(() -> ask(exchange, server)).hasMessageContaining("cannot connect");

    assertThat(exchange.hasChanged()).isFalse();
  }

  @Test
  void aTrustStoreTakesTheJresTrustAway() throws Exception {
    StoreFile jres = stores.trust("PKCS12", authority.certificate());
    System.setProperty("javax.net.ssl.trustStore", jres.file().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", Stores.PASSWORD);
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThat(ask(exchange(registration()), server).status()).isEqualTo(200);
      HttpExchange exchange =
          exchange(registration().trustStore(stores.pem(otherAuthority.certificate())));
      assertThatThrownBy(() -> ask(exchange, server)).hasMessageContaining("is not trusted");
    }
  }

  @Test
  void hostAndDatesAreCheckedAgainstATrustStoreToo() throws Exception {
    HttpExchange exchange =
        exchange(registration().trustStore(stores.pem(authority.certificate())));
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .signedBy(authority)
            .addSubjectAlternativeName("localhost")
            .validityInterval(1, 1000)
            .build();
    try (MockWebServer wrongHost = TlsServers.of(leaf(authority, "auth.example.com"));
        MockWebServer wrongTime = TlsServers.of(expired)) {
      assertThatThrownBy(() -> ask(exchange, wrongHost))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.isConnectionFault()).isFalse())
          .hasMessageContaining("is for another name");
      assertThatThrownBy(() -> ask(exchange, wrongTime)).hasMessageContaining("has expired");
      assertThat(wrongHost.getRequestCount() + wrongTime.getRequestCount()).isZero();
    }
  }

  @Test
  void aReplacedJreTrustStoreIsReadAgain() throws Exception {
    StoreFile jres = stores.trust("PKCS12", otherAuthority.certificate());
    System.setProperty("javax.net.ssl.trustStore", jres.file().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", Stores.PASSWORD);
    HttpExchange exchange = exchange(registration());
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThat(exchange.hasChanged()).as("never used").isFalse();
      assertThatThrownBy(() -> ask(exchange, server)).hasMessageContaining("is not trusted");
      assertThat(exchange.hasChanged()).isFalse();

      stores.trust("PKCS12", authority.certificate());

      assertThat(exchange.hasChanged()).isTrue();
      assertThat(ask(exchange, server).status()).isEqualTo(200);
    }
  }

  /** Whom the token call trusts is not the application's to decide, nor whether it has a home. */
  @Test
  void theJresTrustIsTheOneOfTheStart() throws Exception {
    StoreFile jres = stores.trust("PKCS12", authority.certificate());
    String home = System.getProperty("java.home");
    System.setProperty("javax.net.ssl.trustStore", jres.file().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", Stores.PASSWORD);
    HttpExchange exchange = exchange(registration());
    System.setProperty("javax.net.ssl.trustStore", folder.resolve("missing").toString());
    System.clearProperty("javax.net.ssl.trustStorePassword");
    System.clearProperty("java.home");
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThat(ask(exchange, server).status()).isEqualTo(200);
      assertThat(exchange.hasChanged()).isFalse();
    } finally {
      System.setProperty("java.home", home);
    }
  }

  @Test
  void aTrustStorePropertyThatNamesNothingSaysSo() throws Exception {
    String missing = folder.resolve("missing").toString();
    System.setProperty("javax.net.ssl.trustStore", missing);
    try (MockWebServer server = TlsServers.of(selfSigned)) {
      assertThatThrownBy(() -> ask(exchange(registration()), server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: cannot read the stores that javax.net.ssl.trustStore")
          .hasMessageEndingWith(missing + " does not exist");
    }
  }

  @Test
  void anUnusableTrustStoreIsAFailureOnlyIfThereWasNoGoodOne() throws Exception {
    StoreFile trust = stores.write("trust.pem", "nothing");
    HttpExchange exchange = exchange(registration().trustStore(trust));
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThatThrownBy(() -> ask(exchange, server))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.isConnectionFault()).isFalse())
          .hasMessage(
              "TLS: the trust-store "
                  + trust
                  + " is neither PEM nor PKCS #12 nor JKS; name its type by trust-store-type");
      stores.pem(authority.certificate());
      assertThat(ask(exchange, server).status()).isEqualTo(200);

      stores.write("trust.pem", "-----BEGIN CERTIFICATE-----\nMII");
      assertThat(ask(exchange, server).status()).isEqualTo(200);
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("is it half written?; its last good content stays in use");
    }
  }

  @Test
  void theCertificateOfAPkcs12StoreIsShown() throws Exception {
    HeldCertificate client = leaf(authority, "client");
    assertShown(registration().keyStore(stores.keys(client)), client.certificate());
  }

  @Test
  void theWholeChainIsShown() throws Exception {
    HeldCertificate root =
        new HeldCertificate.Builder().certificateAuthority(1).commonName("root").build();
    HeldCertificate middle =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .signedBy(root)
            .commonName("middle")
            .build();
    HeldCertificate client = leaf(middle, "client");
    StoreFile keys = stores.keys(client, middle.certificate());
    try (MockWebServer server = askingForCertificates(root)) {
      RegistrationBuilder registration =
          registration().trustStore(stores.pem(authority.certificate())).keyStore(keys);
      assertThat(ask(exchange(registration), server).status()).isEqualTo(200);
    }
  }

  @Test
  void theCertificateOfAPemFileIsShownAndARotatedOneNext() throws Exception {
    HeldCertificate client = leaf(authority, "client");
    HeldCertificate next = leaf(authority, "next");
    StoreFile certificate = stores.write("tls.crt", client.certificatePem());
    StoreFile key = stores.write("tls.key", client.privateKeyPkcs8Pem());
    HttpExchange exchange =
        exchange(
            registration()
                .trustStore(stores.pem(authority.certificate()))
                .keyStore(certificate)
                .privateKey(new KeyFile(key.file(), key.toString(), null)));
    try (MockWebServer server = askingForCertificates(authority)) {
      ask(exchange, server);
      assertThat(shown(server)).isEqualTo(client.certificate());
      stores.write("tls.crt", next.certificatePem());
      stores.write("tls.key", next.privateKeyPkcs8Pem());
      assertThat(exchange.hasChanged()).isTrue();
      ask(exchange, server);
      assertThat(shown(server)).isEqualTo(next.certificate());
    }
  }

  /** The server names other authorities only; the JRE's own key manager would show nothing. */
  @Test
  void aCertificateWhoseIssuerTheServerDoesNotNameIsShownAllTheSame() throws Exception {
    HeldCertificate client = new HeldCertificate.Builder().commonName("self-signed").build();
    RegistrationBuilder registration =
        registration()
            .trustStore(stores.pem(authority.certificate()))
            .keyStore(stores.keys(client));
    X509TrustManager anybody =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[] {otherAuthority.certificate()};
          }
        };
    SSLContext context = context("TLS", anybody);
    try (MockWebServer server = TlsServers.of(context, true)) {
      ask(exchange(registration), server);
      assertThat(shown(server)).isEqualTo(client.certificate());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bad_certificate", "certificate_required", "unknown_ca", "handshake_failure"})
  void aServerThatRefusesTheClientIsPutInWords(String alert) throws Exception {
    SSLException refusal = new SSLHandshakeException("Received fatal alert: " + alert);
    RegistrationBuilder registration = registration();

    assertThat(TlsFailure.of(refusal, "a", 1, new TlsContext(registration.build(), warnings::add)))
        .hasMessage(
            "TLS: no handshake with a:1: Received fatal alert: "
                + alert
                + "; if it asks for a client certificate, name that by key-store")
        .matches(failure -> !failure.isConnectionFault());

    StoreFile keys = stores.keys(selfSigned);
    registration.keyStore(keys);
    assertThat(TlsFailure.of(refusal, "a", 1, new TlsContext(registration.build(), warnings::add)))
        .hasMessageEndingWith("; it may not accept the client certificate of key-store " + keys);
  }

  @Test
  void aClientKeyThatCannotBeUsedIsAFailureBeforeAnythingIsSent() throws Exception {
    HeldCertificate client = leaf(authority, "client");
    StoreFile keys = stores.write("tls.pem", client.certificatePem());
    RegistrationBuilder registration =
        registration().trustStore(stores.pem(authority.certificate())).keyStore(keys);
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThatThrownBy(() -> ask(exchange(registration), server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith(
              "TLS: the key-store " + keys + " holds certificates but no private key;");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aStoreWhosePasswordIsMissingSaysWhichKeyToSet() throws Exception {
    StoreFile keys = stores.keys(leaf(authority, "client"));
    StoreFile open = new StoreFile(keys.file(), keys.toString(), null, null, null);
    RegistrationBuilder registration =
        registration().trustStore(stores.pem(authority.certificate())).keyStore(open);
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThatThrownBy(() -> ask(exchange(registration), server))
          .hasMessageStartingWith("TLS: the key-store " + keys)
          .hasMessageEndingWith("; set key-store-password");

      System.setProperty("javax.net.ssl.keyStore", keys.toString());
      System.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
      assertThatThrownBy(() -> ask(exchange(registration()), server))
          .hasMessageEndingWith(keys + " needs a password; set javax.net.ssl.keyStorePassword");

      StoreFile trust = stores.trust("PKCS12", authority.certificate());
      StoreFile shut = new StoreFile(trust.file(), trust.toString(), null, null, null);
      assertThatThrownBy(() -> ask(exchange(registration().trustStore(shut)), server))
          .hasMessageContaining("set trust-store-password");
    }
  }

  /** A pipe would be waited for: by the first call, or by the next one after it was put there. */
  @Test
  void whatIsNoRegularFileIsNeverOpened() throws Exception {
    StoreFile trust = stores.pem(authority.certificate());
    HttpExchange exchange = exchange(registration().trustStore(trust));
    try (MockWebServer server = TlsServers.of(leaf(authority, "localhost"))) {
      assertThat(ask(exchange, server).status()).isEqualTo(200);
      Files.delete(trust.file().toPath());
      pipe(trust.file());

      assertThat(ask(exchange, server).status()).isEqualTo(200);
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("is no regular file", "its last good content stays in use");
      assertThatThrownBy(() -> ask(exchange(registration().trustStore(trust)), server))
          .hasMessageContaining("is no regular file");
      for (String key : List.of("trustStore", "keyStore")) {
        System.setProperty("javax.net.ssl." + key, trust.toString());
        assertThatThrownBy(() -> ask(exchange(registration()), server))
            .hasMessageEndingWith("is no regular file");
        System.clearProperty("javax.net.ssl." + key);
      }
    }
  }

  private static void pipe(File file) throws Exception {
    assumeTrue(File.separatorChar == '/', "this system has no pipes in its folders");
    assertThat(new ProcessBuilder("mkfifo", file.getPath()).start().waitFor()).isZero();
  }

  private void assertShown(RegistrationBuilder registration, X509Certificate certificate)
      throws Exception {
    try (MockWebServer server = askingForCertificates(authority)) {
      ask(exchange(registration.trustStore(stores.pem(authority.certificate()))), server);
      assertThat(shown(server)).isEqualTo(certificate);
    }
  }

  private static X509Certificate shown(MockWebServer server) throws InterruptedException {
    return (X509Certificate) server.takeRequest().getHandshake().peerCertificates().get(0);
  }

  private HttpExchange exchange(RegistrationBuilder registration) {
    return new HttpExchange(registration.build(), new Deadlines(), warnings::add);
  }

  private static RegistrationBuilder registration() {
    return Exchanges.registration();
  }

  private static HttpAnswer ask(HttpExchange exchange, MockWebServer server) throws HttpFailure {
    URI uri = URI.create("https://localhost:" + server.getPort() + "/token");
    return exchange.send(HttpRequest.builder("POST", uri).build());
  }

  private static HeldCertificate leaf(HeldCertificate signer, String name) {
    return new HeldCertificate.Builder()
        .signedBy(signer)
        .commonName(name)
        .addSubjectAlternativeName(name)
        .build();
  }

  private MockWebServer askingForCertificates(HeldCertificate trusted) throws IOException {
    return TlsServers.of(
        new HandshakeCertificates.Builder()
            .heldCertificate(leaf(authority, "localhost"))
            .addTrustedCertificate(trusted.certificate())
            .build()
            .sslContext(),
        true);
  }

  private SSLContext context(String protocol, X509TrustManager trust) throws Exception {
    SSLContext context = SSLContext.getInstance(protocol);
    context.init(
        new KeyManager[] {
          new HandshakeCertificates.Builder()
              .heldCertificate(leaf(authority, "localhost"))
              .build()
              .keyManager()
        },
        new TrustManager[] {trust},
        null);
    return context;
  }
}
