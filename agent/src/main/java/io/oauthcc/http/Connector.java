package io.oauthcc.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the TCP connection: neither {@link java.net.ProxySelector} nor {@code socksProxyHost} is
 * asked. The addresses of a host are tried in the resolver's order; each gets an equal part of what
 * is left of the connect timeout, so that one that never answers leaves time for the next. Name
 * resolution itself cannot be bounded; the JDK's resolver has its own limits.
 */
final class Connector {

  private final Duration timeout;

  Connector(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * @param kind of peer, for a message: empty or {@code "proxy "}
   */
  Socket connect(String kind, String host, int port) throws HttpFailure {
    InetAddress[] addresses = resolve(kind, host, port);
    long end = System.nanoTime() + timeout.toNanos();
    IOException last = null;
    for (int i = 0; i < addresses.length; i++) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(
            new InetSocketAddress(addresses[i], port),
            Durations.socketMillis(left / (addresses.length - i)));
        return socket;
      } catch (IOException e) {
        last = e;
        Sockets.closeQuietly(socket);
      }
    }
    throw failure(kind + Sockets.name(host, port), addresses.length, last);
  }

  private static InetAddress[] resolve(String kind, String host, int port) throws HttpFailure {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw HttpFailure.ofConnection(
          "cannot connect to " + kind + Sockets.name(host, port) + ": unknown host", e);
    }
  }

  private HttpFailure failure(String peer, int tried, @Nullable IOException cause) {
    StringBuilder message = new StringBuilder("cannot connect to ").append(peer).append(": ");
    if (cause == null || cause instanceof SocketTimeoutException) {
      message.append("no answer within ").append(Durations.inWords(timeout));
    } else {
      message.append(withoutEcho(String.valueOf(cause.getMessage())));
    }
    if (tried > 1) {
      message.append(" (").append(tried).append(" addresses tried)");
    }
    return HttpFailure.ofConnection(message.toString(), cause);
  }

  /** JDK 8 to 11 say {@code Connection refused (Connection refused)}. */
  private static String withoutEcho(String message) {
    int echo = message.indexOf(" (");
    boolean echoed = echo > 0 && message.equals(echoOf(message.substring(0, echo)));
    return echoed ? message.substring(0, echo) : message;
  }

  private static String echoOf(String message) {
    return message + " (" + message + ')';
  }
}
