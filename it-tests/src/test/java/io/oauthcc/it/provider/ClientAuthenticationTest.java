package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Tls;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.server.Keycloak;
import io.oauthcc.it.server.RealServer;
import io.oauthcc.it.server.ServerKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to prove who the client is that no example shows, against Keycloak. */
@RealServer(ServerKind.KEYCLOAK)
final class ClientAuthenticationTest {
  private static final String REALM = "/realms/example";

  private final int port;
  private final String secret;
  private final Path folder;
  private final Hops hops = new Hops();
  private final KeycloakApi api;

  ClientAuthenticationTest(Keycloak server, @TempDir Path folder) {
    this.port = server.port();
    this.secret = server.clients().secret();
    this.folder = folder;
    // Tokens are for the address they were asked for at, so the API asks there as well.
    api = new KeycloakApi("https://localhost:" + port + REALM, secret, hops);
  }

  @AfterEach
  void close() {
    api.close();
  }

  static Stream<Subject> subjects() {
    return Customer.subjects();
  }

  @Test
  void an_assertion_signed_with_the_secret() throws IOException {
    AgentFile file =
        file("client_secret_jwt", "signs-with-secret")
            .set("client-secret-file", write("secret", secret).toString());

    assertAdmitted(Customer.common(), file);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void a_certificate_from_a_key_store(Subject subject) throws Exception {
    AgentFile file =
        file("tls_client_auth", "tls-client")
            .set("key-store", keyStore(Tls.ofThisRun().issue("tls-client")).toString())
            .set("key-store-password", "changeit")
            .set("key-store-type", "JKS");

    assertAdmitted(subject, file);
  }

  @Test
  void a_certificate_from_a_pem_file() throws IOException {
    HeldCertificate certificate = Tls.ofThisRun().issue("tls-client");
    AgentFile file =
        file("tls_client_auth", "tls-client")
            .set(
                "key-store",
                write("client.pem", certificate.certificatePem() + certificate.privateKeyPkcs8Pem())
                    .toString());

    assertAdmitted(Customer.common(), file);
  }

  @Test
  void a_certificate_of_another_subject_is_refused() throws Exception {
    AgentFile file =
        file("tls_client_auth", "tls-client")
            .set("key-store", keyStore(Tls.ofThisRun().issue("somebody-else")).toString())
            .set("key-store-password", "changeit")
            .set("key-store-type", "JKS");

    try (Customer customer = new Customer(Customer.common(), file.write())) {
      Outcome outcome = customer.get(api.url("/things"));

      assertThat(outcome.ioException()).as("%s", outcome).isTrue();
      assertThat(outcome.body()).contains("invalid_client");
      customer.end(tokens(), secret);
    }
  }

  private void assertAdmitted(Subject subject, AgentFile file) {
    try (Customer customer = new Customer(subject, file.write())) {
      Outcome outcome = customer.get(api.url("/things"));

      assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
      assertThat(customer.end(tokens(), secret).log()).noneMatch(line -> line.contains("WARN"));
    }
  }

  private List<String> tokens() {
    return hops.take().stream()
        .flatMap(hop -> hop.authorization().stream())
        .map(value -> value.substring("Bearer ".length()))
        .toList();
  }

  private AgentFile file(String method, String client) {
    return new AgentFile(folder)
        .set("hosts", api.url(""))
        .set("issuer-uri", "https://localhost:" + port + REALM)
        .set("client-id", client)
        .set("client-authentication-method", method);
  }

  private Path keyStore(HeldCertificate certificate) throws IOException, GeneralSecurityException {
    // JKS: Java 8 reads it whatever algorithms this JDK would choose for PKCS #12.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setKeyEntry(
        "client",
        certificate.keyPair().getPrivate(),
        "changeit".toCharArray(),
        new Certificate[] {certificate.certificate()});
    Path file = folder.resolve("client.jks");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
