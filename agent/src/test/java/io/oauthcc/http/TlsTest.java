package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509TrustManager;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("test authority").build();

  private final Properties before = (Properties) System.getProperties().clone();
  private final Path folder;

  TlsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  @Test
  void aCertificateThatTheTrustStorePropertyTrustsIsTaken() throws Exception {
    trust(authority.certificate());
    try (MockWebServer server = TlsServers.of(leaf("localhost"))) {
      assertThat(ask("localhost", server).status()).isEqualTo(200);
    }
  }

  @Test
  void anAddressIsCheckedToo() throws Exception {
    trust(authority.certificate());
    try (MockWebServer server = TlsServers.of(leaf("127.0.0.1"))) {
      assertThat(ask("127.0.0.1", server).status()).isEqualTo(200);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefusedBeforeAnythingIsSent() throws Exception {
    trust(authority.certificate());
    try (MockWebServer server = TlsServers.of(leaf("auth.example.com"))) {
      assertThatThrownBy(() -> ask("localhost", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of localhost is for another name (No subject")
          .hasMessageContaining("localhost");
      assertThatThrownBy(() -> ask("127.0.0.1", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of 127.0.0.1 is for another name (No subject");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
    try (MockWebServer server = TlsServers.of(leaf("localhost"))) {
      assertThatThrownBy(() -> ask("localhost", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of localhost is not trusted (")
          .hasMessageEndingWith("name it by trust-store");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    trust(authority.certificate());
    Instant past = Instant.now().minus(Duration.ofDays(30));
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .signedBy(authority)
            .addSubjectAlternativeName("localhost")
            .validityInterval(past.toEpochMilli(), past.plus(Duration.ofDays(1)).toEpochMilli())
            .build();
    try (MockWebServer server = TlsServers.of(expired)) {
      assertThatThrownBy(() -> ask("localhost", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of localhost has expired (");
    }
  }

  @Test
  void whatTheApplicationWeakenedForTheWholeJvmChangesNothing() throws Exception {
    SSLContext context = SSLContext.getDefault();
    SSLSocketFactory factory = HttpsURLConnection.getDefaultSSLSocketFactory();
    HostnameVerifier verifier = HttpsURLConnection.getDefaultHostnameVerifier();
    String algorithm = Security.getProperty("ssl.TrustManagerFactory.algorithm");
    SSLContext weak = SSLContext.getInstance("TLS");
    weak.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    try (MockWebServer server = TlsServers.of(leaf("auth.example.com"))) {
      SSLContext.setDefault(weak);
      HttpsURLConnection.setDefaultSSLSocketFactory(weak.getSocketFactory());
      HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
      Security.insertProviderAt(new TrustAllProvider(), 1);
      Security.setProperty("ssl.TrustManagerFactory.algorithm", "TrustAll");

      assertThatThrownBy(() -> ask("localhost", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: certificate of localhost is not trusted (");
    } finally {
      SSLContext.setDefault(context);
      HttpsURLConnection.setDefaultSSLSocketFactory(factory);
      HttpsURLConnection.setDefaultHostnameVerifier(verifier);
      Security.removeProvider("TrustAll");
      Security.setProperty("ssl.TrustManagerFactory.algorithm", algorithm);
    }
  }

  @Test
  void theServerLearnsTheNameItIsAskedFor() throws Exception {
    trust(authority.certificate());
    List<SNIServerName> names = new CopyOnWriteArrayList<>();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(leaf("localhost")).build();
    try (RawServer server =
        RawServer.afterRequest(
            certificates.sslContext().getServerSocketFactory(),
            socket -> {
              ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
              names.addAll(session.getRequestedServerNames());
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
            })) {
      URI uri = URI.create("https://localhost:" + server.port() + "/");
      exchange().send(HttpRequest.builder("POST", uri).build());

      assertThat(names).containsExactly(new SNIHostName("localhost"));
    }
  }

  @Test
  void theClientCertificateOfTheKeyStorePropertyIsShown() throws Exception {
    trust(authority.certificate());
    HeldCertificate client = leaf("client");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client",
        client.keyPair().getPrivate(),
        PASSWORD,
        new Certificate[] {client.certificate()});
    System.setProperty("javax.net.ssl.keyStore", save(store, "keys.p12"));
    System.setProperty("javax.net.ssl.keyStorePassword", new String(PASSWORD));
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(leaf("localhost"))
            .addTrustedCertificate(authority.certificate())
            .build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(certificates.sslSocketFactory(), false);
      server.requireClientAuth();
      server.enqueue(new MockResponse());
      server.start(InetAddress.getLoopbackAddress(), 0);

      assertThat(ask("localhost", server).status()).isEqualTo(200);
      assertThat(server.takeRequest().getHandshake().peerCertificates())
          .contains(client.certificate());
    }
  }

  @Test
  void aTrustStoreThatCannotBeReadIsAnError() throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage"), "no store");
    System.setProperty("javax.net.ssl.keyStore", garbage.toString());
    try (MockWebServer server = TlsServers.of(leaf("localhost"))) {
      assertThatThrownBy(() -> ask("localhost", server))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: cannot read the stores that javax.net.ssl.trustStore");
    }
  }

  @Test
  void aNameThatIsKeptFromTheServerIsNamedWhereItMayBeTheCause() throws Exception {
    System.setProperty("jsse.enableSNIExtension", "false");
    String told = "jsse.enableSNIExtension=false keeps from the server which host is meant";
    try (MockWebServer server = TlsServers.of(leaf("auth.example.com"))) {
      assertThatThrownBy(() -> ask("localhost", server))
          .hasMessageContaining(" is not trusted (")
          .hasMessageContaining(told);
      trust(authority.certificate());
      assertThatThrownBy(() -> ask("localhost", server))
          .hasMessageContaining(" is for another name (")
          .hasMessageContaining(told)
          .isInstanceOfSatisfying(HttpFailure.class, e -> assertThat(e.mayHaveMoved()).isTrue());
      assertThatThrownBy(() -> ask("127.0.0.1", server))
          .as("an address is never told")
          .message()
          .doesNotContain("jsse");
      System.setProperty("jsse.enableSNIExtension", "true");
      assertThatThrownBy(() -> ask("localhost", server)).message().doesNotContain("jsse");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Received fatal alert: protocol_version; true; true",
        "Received fatal alert: handshake_failure; true; true",
        "Received fatal alert: unrecognized_name; false; true",
        "No appropriate protocol (protocol is disabled or cipher suites are inappropriate); true;"
            + " false",
        "Server chose TLSv1, but that protocol version is not enabled or not supported by the"
            + " client.; true; false",
        "Unsupported or unrecognized SSL message; false; false",
        "closed; true; true"
      })
  void propertiesThatMayBeTheCauseOfAFailedHandshakeAreNamed(
      String words, boolean protocols, boolean name) {
    SSLException failure =
        words.equals("closed")
            ? new SSLHandshakeException("Remote host terminated the handshake")
            : new SSLHandshakeException(words);
    if (words.equals("closed")) {
      failure.initCause(new EOFException());
    }
    HttpRequest request =
        HttpRequest.builder("POST", URI.create("https://as.example.com/")).build();
    assertThat(exchange().inWords(failure, request).getMessage())
        .doesNotContain("jdk.tls", "jsse.enable");
    System.setProperty("jdk.tls.client.protocols", "TLSv1.1\n");
    System.setProperty("jsse.enableSNIExtension", "FALSE");

    String message = String.valueOf(exchange().inWords(failure, request).getMessage());

    assertThat(message.contains("; the system property jdk.tls.client.protocols=TLSv1.1? allows"))
        .isEqualTo(protocols);
    assertThat(message.contains("jsse.enableSNIExtension=false")).isEqualTo(name);
  }

  @Test
  void theyAreNamedTooWhereTheServerResetsTheConnection() throws Exception {
    try (RawServer server =
        RawServer.holding(
            socket -> {
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            })) {
      HttpRequest request =
          HttpRequest.builder("POST", URI.create("https://localhost:" + server.port() + "/"))
              .build();
      String closed = "TLS: localhost:" + server.port() + " closed the connection";
      assertThatThrownBy(() -> exchange().send(request))
          .hasMessage(closed)
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.isConnectionFault()).isTrue());
      System.setProperty("jdk.tls.client.protocols", "TLSv1.2");
      System.setProperty("jsse.enableSNIExtension", "false");

      assertThatThrownBy(() -> exchange().send(request))
          .hasMessageStartingWith(closed)
          .hasMessageContaining("jsse.enableSNIExtension=false")
          .hasMessageContaining("jdk.tls.client.protocols=TLSv1.2");
    }
  }

  @Test
  void aJreThatTrustsNobodyNamesTheFile() throws Exception {
    HttpRequest request = HttpRequest.builder("POST", URI.create("https://localhost/")).build();
    SSLException failure =
        new SSLException("x", new InvalidAlgorithmParameterException("trustAnchors"));
    System.setProperty("java.home", folder.toString());
    Path cacerts = folder.resolve("lib").resolve("security").resolve("cacerts");
    String nobody = "TLS: nobody is trusted: ";

    assertThat(exchange().inWords(failure, request))
        .hasMessage(
            nobody + "the JRE's own " + cacerts + " does not exist; name yours by trust-store");
    Files.createDirectories(cacerts.getParent());
    Files.createFile(cacerts);
    assertThat(exchange().inWords(failure, request))
        .hasMessageStartingWith(nobody + "the JRE's own " + cacerts + " holds no certificate;");
    Path own = Files.createFile(cacerts.resolveSibling("jssecacerts"));
    assertThat(exchange().inWords(failure, request)).hasMessageContaining(own + " holds no");
    System.setProperty("javax.net.ssl.trustStore", "/no/store");
    assertThat(exchange().inWords(failure, request))
        .hasMessageStartingWith(
            nobody + "javax.net.ssl.trustStore names /no/store, which does not exist;");
    System.setProperty("javax.net.ssl.trustStore", cacerts.toString());
    String password = "; if it has a password, set javax.net.ssl.trustStorePassword;";
    assertThat(exchange().inWords(failure, request))
        .hasMessageContaining("names " + cacerts + ", which holds no certificate" + password);
    System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
    assertThat(exchange().inWords(failure, request)).message().doesNotContain("password");
  }

  @Test
  void aServerWithoutTlsIsNamed() throws Exception {
    try (RawServer server =
        RawServer.holding(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              out.flush();
              RawServer.staySilent(socket);
            })) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");

      assertThatThrownBy(() -> exchange().send(HttpRequest.builder("POST", uri).build()))
          .isInstanceOf(HttpFailure.class)
          .hasMessageStartingWith("TLS: no handshake with 127.0.0.1:" + server.port() + ": ");
    }
  }

  private HeldCertificate leaf(String name) {
    return new HeldCertificate.Builder()
        .signedBy(authority)
        .addSubjectAlternativeName(name)
        .build();
  }

  /** As of now: it keeps where the JRE's stores are. */
  private static HttpExchange exchange() {
    return Exchanges.of(Exchanges.registration());
  }

  private HttpAnswer ask(String host, MockWebServer server) throws HttpFailure {
    URI uri = URI.create("https://" + host + ":" + server.getPort() + "/token");
    return exchange().send(HttpRequest.builder("POST", uri).build());
  }

  private void trust(X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate);
    System.setProperty("javax.net.ssl.trustStore", save(store, "trust.p12"));
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
  }

  private String save(KeyStore store, String name) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file.toString();
  }

  /** What applications install that "just want TLS to work". */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class TrustAllProvider extends Provider {
    private static final long serialVersionUID = 1L;

    TrustAllProvider() {
      super("TrustAll", "1", "trusts all");
      put("TrustManagerFactory.TrustAll", TrustAllFactory.class.getName());
      put("TrustManagerFactory.PKIX", TrustAllFactory.class.getName());
      put("SSLContext.TLS", TrustAllContext.class.getName());
    }
  }

  /** Found by name through the provider. */
  public static final class TrustAllFactory extends TrustManagerFactorySpi {
    @Override
    protected void engineInit(KeyStore store) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {new TrustAll()};
    }
  }

  /** Found by name through the provider; takes no notice of what it is given to trust. */
  public static final class TrustAllContext extends SSLContextSpi {
    private final SSLContext weak;

    /** For the provider. */
    public TrustAllContext() throws Exception {
      weak = SSLContext.getInstance("TLS", "SunJSSE");
      weak.init(null, new TrustManager[] {new TrustAll()}, null);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return weak.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return weak.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return weak.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return weak.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return weak.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return weak.getClientSessionContext();
    }
  }
}
