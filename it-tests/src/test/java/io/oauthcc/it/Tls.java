package io.oauthcc.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority made for one test run, and one certificate for the loopback host. */
public final class Tls {
  private static final Tls OF_THIS_RUN = make();

  private final HeldCertificate authority;
  private final HeldCertificate loopback;
  private final SSLSocketFactory serverSockets;
  private final SSLContext clientContext;
  private final Path trustStore;

  private Tls(HeldCertificate authority, HeldCertificate loopback, Path trustStore) {
    this.authority = authority;
    this.loopback = loopback;
    this.trustStore = trustStore;
    serverSockets =
        new HandshakeCertificates.Builder()
            .heldCertificate(loopback, authority.certificate())
            .build()
            .sslSocketFactory();
    clientContext =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(authority.certificate())
            .build()
            .sslContext();
  }

  /** The one of this test run. */
  public static Tls ofThisRun() {
    return OF_THIS_RUN;
  }

  /**
   * For a server that answers as {@code localhost}, {@code 127.0.0.1} and a few names in {@code
   * .test}.
   */
  public SSLSocketFactory serverSockets() {
    return serverSockets;
  }

  /** The certificate of {@link #serverSockets} with its key. */
  public HeldCertificate loopback() {
    return loopback;
  }

  /** Trusts the servers. */
  public SSLContext clientContext() {
    return clientContext;
  }

  /** A certificate of this authority for a client. */
  public HeldCertificate issue(String commonName) {
    return new HeldCertificate.Builder()
        .signedBy(authority)
        .commonName(commonName)
        .duration(2, TimeUnit.DAYS)
        .build();
  }

  /** A JKS file, password {@code changeit}, that holds this authority. */
  public Path trustStore() {
    return trustStore;
  }

  /** Has the JVM's default trust store be the one that holds this authority. */
  public ForkedJvm.Builder trustedBy(ForkedJvm.Builder jvm) {
    return jvm.property("javax.net.ssl.trustStore", trustStore.toString())
        .property("javax.net.ssl.trustStorePassword", "changeit")
        .property("javax.net.ssl.trustStoreType", "JKS");
  }

  private static Tls make() {
    HeldCertificate authority =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("oauthcc tests")
            .duration(2, TimeUnit.DAYS)
            .build();
    HeldCertificate loopback =
        new HeldCertificate.Builder()
            .signedBy(authority)
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("api.test")
            .addSubjectAlternativeName("other.test")
            .addSubjectAlternativeName("foreign.test")
            .addSubjectAlternativeName("xn--bcher-kva.test")
            .duration(2, TimeUnit.DAYS)
            .build();
    try {
      // JKS: Java 8 reads it whatever algorithms this JDK would choose for PKCS #12.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setCertificateEntry("authority", authority.certificate());
      Path file = Files.createTempFile("oauthcc-trust", ".jks");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, "changeit".toCharArray());
      }
      return new Tls(authority, loopback, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
