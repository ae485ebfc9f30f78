package io.oauthcc.http;

import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Servers on the loopback address that answer three requests with 200. */
final class TlsServers {

  private TlsServers() {}

  /** One that shows this certificate. */
  static MockWebServer of(HeldCertificate certificate) throws IOException {
    HandshakeCertificates own =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    return of(own.sslContext(), false);
  }

  /**
   * One with a TLS context of its own.
   *
   * @param client whether the client must show a certificate
   */
  static MockWebServer of(SSLContext context, boolean client) throws IOException {
    MockWebServer server = new MockWebServer();
    server.useHttps(context.getSocketFactory(), false);
    if (client) {
      server.requireClientAuth();
    }
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse());
    }
    server.start(InetAddress.getLoopbackAddress(), 0);
    return server;
  }
}
