package io.oauthcc.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connected socket, with the JRE's trust and a host check (RFC 2818 §3.1, RFC 6125). The
 * context is our own: {@link SSLContext#getDefault()} and {@code HttpsURLConnection}'s default
 * factory and verifier may have been weakened by the application. {@code javax.net.ssl.trustStore*}
 * and {@code keyStore*} count, as they do for the JRE's default. The context is made anew for each
 * exchange, so that a store that was replaced is seen.
 */
final class Tls {

  private Tls() {}

  /**
   * Shakes hands as a client of {@code host}.
   *
   * @throws SocketTimeoutException if the server stays silent for the socket's read timeout
   * @throws HttpFailure if there is no connection to be trusted; the message says why
   */
  static SSLSocket over(Socket socket, String host, int port) throws IOException {
    SSLContext context = context();
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    SNIServerName name = serverName(host);
    if (name != null) {
      parameters.setServerNames(Collections.singletonList(name));
    }
    tls.setSSLParameters(parameters);
    try {
      tls.startHandshake();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SSLException e) {
      throw TlsFailure.of(e, host, port);
    }
    return tls;
  }

  private static SSLContext context() throws HttpFailure {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(KeyStoreProperties.keyManagers(), trustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new HttpFailure(
          "TLS: cannot read the stores that javax.net.ssl.trustStore and javax.net.ssl.keyStore"
              + " name, or the JRE's own: "
              + e.getMessage(),
          e);
    }
  }

  /** By name, because an application can exchange the default algorithm for one that trusts all. */
  private static TrustManager[] trustManagers() throws GeneralSecurityException {
    TrustManagerFactory factory;
    try {
      factory = TrustManagerFactory.getInstance("PKIX");
    } catch (NoSuchAlgorithmException e) {
      factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    }
    factory.init((KeyStore) null);
    return factory.getTrustManagers();
  }

  /** RFC 6066 §3: a name, never an address, without the final dot. */
  private static @Nullable SNIServerName serverName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.indexOf(':') >= 0 || isIpv4(name)) {
      return null;
    }
    try {
      return new SNIHostName(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isIpv4(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }
}
