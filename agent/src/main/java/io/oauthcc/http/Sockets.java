package io.oauthcc.http;

import java.io.IOException;
import java.net.Socket;

/** What both the connector and the exchange do with a socket. */
final class Sockets {

  private Sockets() {}

  /** {@code host:port}, an IPv6 literal in brackets. */
  static String name(String host, int port) {
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }

  /** For {@code setSoTimeout} and {@code connect}, where 0 would mean to wait for ever. */
  static int millis(long millis) {
    return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The exchange is over either way; what it brought or why it failed is known already.
    }
  }
}
