package io.oauthcc.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connected socket, with a host check (RFC 2818 §3.1, RFC 6125) that no default verifier
 * of {@code HttpsURLConnection} takes part in: the JDK's, or {@link UnderscoreHost}'s for the names
 * that the JDK's does not take.
 */
final class Tls {

  private Tls() {}

  /**
   * Shakes hands as a client of {@code host}; when it returns, the peer is that host.
   *
   * @param named whether the server is told which host is meant, where that is a name
   * @throws IOException if there is no connection to be trusted, or the server stays silent for the
   *     socket's read timeout; which of them and why is for {@link TlsFailure} to tell
   */
  static Socket over(Socket socket, String host, int port, SSLContext context, boolean named)
      throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    if (!UnderscoreHost.is(host)) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    SNIServerName name = named ? serverName(host) : null;
    if (name != null) {
      parameters.setServerNames(Collections.singletonList(name));
    }
    tls.setSSLParameters(parameters);
    try {
      tls.startHandshake();
    } catch (IOException e) {
      if (e instanceof SocketException || UnderscoreHost.is(host)) {
        throw ended(e);
      }
      throw e;
    }
    if (UnderscoreHost.is(host)) {
      UnderscoreHost.verify(host, tls.getSession());
    }
    return tls;
  }

  /**
   * A handshake that did not come to its end, as Java 8 tells of it: where the connection broke
   * says more than that it did.
   *
   * @param failure what the JDK says of it, which may be a {@link SocketException} alone
   */
  static SSLException ended(IOException failure) {
    SSLException ended = new SSLHandshakeException(failure.getMessage());
    ended.initCause(failure);
    return ended;
  }

  /** RFC 6066 §3: a name, never an address, without the final dot. */
  static @Nullable SNIServerName serverName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.indexOf(':') >= 0 || isIpv4(name)) {
      return null;
    }
    if (UnderscoreHost.is(name)) {
      return UnderscoreHost.serverName(name);
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
