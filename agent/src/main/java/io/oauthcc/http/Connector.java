package io.oauthcc.http;

import io.oauthcc.time.Words;
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
 * asked. The addresses of a host are tried in the resolver's order, but for one that worked where
 * others had failed: it stays the first. Each gets an equal part of what is left of the connect
 * timeout, so that one that never answers leaves time for the next. Name resolution itself cannot
 * be bounded; the JDK's resolver has its own limits. Thread-safe.
 */
final class Connector {

  /** As {@link InetAddress#getAllByName}. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Duration timeout;
  private final Resolver resolver;
  private final WorkingAddresses working = new WorkingAddresses();

  Connector(Duration timeout) {
    this(
        timeout,
        new Resolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
          }
        });
  }

  Connector(Duration timeout, Resolver resolver) {
    this.timeout = timeout;
    this.resolver = resolver;
  }

  /**
   * @param kind of peer, for a message: empty or {@code "proxy "}
   */
  Socket connect(String kind, String host, int port) throws HttpFailure {
    String peer = Sockets.name(host, port);
    InetAddress[] addresses = working.first(peer, resolve(kind, host, peer));
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
            Sockets.millis(left / (addresses.length - i)));
        if (i > 0) {
          working.remember(peer, addresses[i]);
        }
        return socket;
      } catch (IOException e) {
        last = e;
        Sockets.closeQuietly(socket);
      }
    }
    throw failure(kind, peer, addresses.length, last);
  }

  private InetAddress[] resolve(String kind, String host, String peer) throws HttpFailure {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw failure(kind, "cannot connect to " + kind + peer + ": unknown host", e);
    }
  }

  private HttpFailure failure(String kind, String peer, int tried, @Nullable IOException cause) {
    StringBuilder message =
        new StringBuilder("cannot connect to ").append(kind).append(peer).append(": ");
    if (cause == null || cause instanceof SocketTimeoutException) {
      message.append("no answer within ").append(Words.of(timeout));
    } else {
      message.append(withoutEcho(String.valueOf(cause.getMessage())));
    }
    if (tried > 1) {
      message.append(" (").append(tried).append(" addresses tried)");
    }
    return failure(kind, message.toString(), cause);
  }

  /** Where a proxy cannot be reached, nothing is known of the server. */
  private static HttpFailure failure(String kind, String message, @Nullable IOException cause) {
    return kind.isEmpty()
        ? HttpFailure.ofAbsence(message, cause)
        : HttpFailure.ofConnection(message, cause);
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
