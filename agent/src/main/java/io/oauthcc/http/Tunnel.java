package io.oauthcc.http;

import io.oauthcc.config.ProxyServer;
import io.oauthcc.config.Secret;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What is said to a proxy: {@code CONNECT} (RFC 9110 §9.3.6) and Basic credentials. */
final class Tunnel {

  private Tunnel() {}

  /**
   * Has the proxy at the other end of the socket connect it on to the endpoint. The proxy learns
   * host and port of the endpoint, nothing else.
   *
   * @throws HttpFailure if it does not
   */
  static void open(Socket socket, ProxyServer proxy, HttpRequest request) throws IOException {
    String endpoint = Sockets.name(request.host(), request.port());
    RequestMessage connect = new RequestMessage("CONNECT", endpoint).header("Host", endpoint);
    String authorization = authorization(proxy);
    if (authorization != null) {
      connect.header("Proxy-Authorization", authorization);
    }
    int status = HttpCodec.ofProxy(socket, proxy).status(connect);
    if (status == 407) {
      throw unauthorized(proxy);
    }
    if (status >= 300) {
      String message =
          "the proxy " + proxy + " answered " + status + " when asked to connect to " + endpoint;
      if (status >= 500) {
        throw HttpFailure.ofAbsence(message, null);
      }
      if (status == 408 || status == 429) {
        throw HttpFailure.ofConnection(message, null);
      }
      throw status >= 400 ? HttpFailure.fatal(message) : new HttpFailure(message);
    }
  }

  /** RFC 7617, in UTF-8; null if there are no credentials. */
  static @Nullable String authorization(ProxyServer proxy) {
    Secret credentials = proxy.credentials();
    return credentials == null
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString(credentials.reveal().getBytes(StandardCharsets.UTF_8));
  }

  /** The proxy answered 407. */
  static HttpFailure unauthorized(ProxyServer proxy) {
    return HttpFailure.fatal(
        "the proxy "
            + proxy
            + " answered 407: it "
            + (proxy.credentials() == null
                ? "wants a user and password"
                : "does not accept the user and password of proxy, or not by Basic")
            + "; set proxy=http://user:password@"
            + proxy);
  }
}
