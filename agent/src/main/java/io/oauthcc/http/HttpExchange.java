package io.oauthcc.http;

import io.oauthcc.config.JreProperties;
import io.oauthcc.config.ProxyServer;
import io.oauthcc.config.Registration;
import io.oauthcc.time.Scheduler;
import io.oauthcc.time.Words;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 exchange per call (RFC 9112), over a connection of its own that is closed
 * afterwards. Redirects are not followed, no cookie is kept. The proxy is the registration's or
 * that of the JRE's system properties. Three limits hold: the connect timeout for connecting, the
 * read timeout for each silence of the server, and their sum for the whole, proxy and TLS included.
 * An answer with a line of more than 17 KiB or with more than 256 headers is refused, and a good
 * one of more than 64 KiB; of any other status the first 64 KiB are kept. Where a host has several
 * addresses, one that failed is not the first to be tried while another works. A server that does
 * not take its own name because of an underscore in it is asked once more, without it. Thread-safe.
 */
public final class HttpExchange {

  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final @Nullable ProxyServer proxy;
  private final JreProperties jre;
  private final TlsContext tls;
  private final Connector connector;
  private final Scheduler scheduler;

  /**
   * With the registration's timeouts, proxy, trust store, key store and private key.
   *
   * @param scheduler bounds an exchange as a whole, name resolution aside: a socket's own read
   *     timeout starts anew with each byte
   * @param warnings told once each time one of these files turns unusable after it was good; its
   *     last good content stays in use
   */
  public HttpExchange(Registration registration, Scheduler scheduler, Consumer<String> warnings) {
    this.connectTimeout = registration.connectTimeout();
    this.readTimeout = registration.readTimeout();
    this.proxy = registration.proxy();
    this.jre = registration.jreProperties();
    this.tls = new TlsContext(registration, warnings);
    this.connector = new Connector(connectTimeout);
    this.scheduler = scheduler;
  }

  /**
   * Whether a trust store, key store or private key is another file than at the last {@link #send},
   * so that what it failed with may no longer hold. Looks at the files' attributes only.
   */
  public boolean hasChanged() {
    return tls.hasChanged();
  }

  /**
   * Sends the request and reads the whole answer, whatever its status.
   *
   * @throws HttpFailure if no complete answer came
   */
  public HttpAnswer send(HttpRequest request) throws HttpFailure {
    Guard guard = new Guard();
    Scheduler.Timer deadline = scheduler.schedule(guard, connectTimeout.plus(readTimeout));
    try {
      // Before there is a connection: a replaced file is seen even where nobody listens.
      SSLContext context = request.isTls() ? tls.current() : null;
      try {
        return once(request, context, true, guard);
      } catch (HttpFailure e) {
        if (guard.hasFired() || !UnderscoreHost.isServerNameRefused(request.host(), e)) {
          throw e;
        }
        return once(request, context, false, guard);
      }
    } finally {
      deadline.cancel();
    }
  }

  private HttpAnswer once(
      HttpRequest request, @Nullable SSLContext context, boolean named, Guard guard)
      throws HttpFailure {
    ProxyServer through = proxyFor(request);
    Socket socket =
        through == null
            ? connector.connect("", request.host(), request.port())
            : connector.connect("proxy ", through.host(), through.port());
    guard.watch(socket);
    try {
      socket.setSoTimeout(Sockets.millis(readTimeout.toMillis()));
      socket.setTcpNoDelay(true);
      return converse(socket, request, through, context, named);
    } catch (IOException e) {
      if (guard.hasFired() && !isTimeout(e)) {
        throw HttpFailure.ofConnection(
            "no complete answer within " + Words.of(connectTimeout.plus(readTimeout)), e);
      }
      throw inWords(e, request);
    } finally {
      Sockets.closeQuietly(socket);
    }
  }

  private @Nullable ProxyServer proxyFor(HttpRequest request) {
    if (request.isPlainOnLoopback()) {
      // To a proxy it would be some other machine's loopback, and the secret readable on the way.
      return null;
    }
    if (proxy != null) {
      return proxy == ProxyServer.NONE ? null : proxy;
    }
    return JreProxy.forHost(jre, request.isTls(), request.hostInAddress());
  }

  private HttpAnswer converse(
      Socket socket,
      HttpRequest request,
      @Nullable ProxyServer through,
      @Nullable SSLContext context,
      boolean named)
      throws IOException {
    if (context != null) {
      if (through != null) {
        Tunnel.open(socket, through, request);
      }
      Socket secured = Tls.over(socket, request.host(), request.port(), context, named);
      return HttpCodec.ofServer(secured).answer(message(request, request.target()));
    }
    if (through == null) {
      return HttpCodec.ofServer(socket).answer(message(request, request.target()));
    }
    RequestMessage message = message(request, request.absoluteTarget());
    String authorization = Tunnel.authorization(through);
    if (authorization != null) {
      message.header("Proxy-Authorization", authorization);
    }
    HttpAnswer answer = HttpCodec.ofProxy(socket, through).answer(message);
    if (answer.status() == 407) {
      throw Tunnel.unauthorized(through);
    }
    return answer;
  }

  private static RequestMessage message(HttpRequest request, String target) {
    RequestMessage message = new RequestMessage(request.method(), target);
    message.header("Host", request.authority());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      message.header(header.getKey(), header.getValue());
    }
    if (request.hasBody()) {
      message.body(request.body());
    }
    return message.header("Connection", "close");
  }

  /** Why an exchange ended, as the caller is told. */
  HttpFailure inWords(IOException e, HttpRequest request) {
    if (e instanceof HttpFailure) {
      return (HttpFailure) e;
    }
    if (isTimeout(e)) {
      return HttpFailure.ofConnection("no answer within " + Words.of(readTimeout), e);
    }
    if (e instanceof SSLException) {
      return TlsFailure.of((SSLException) e, request.host(), request.port(), tls);
    }
    return HttpFailure.ofConnection("the connection broke: " + e.getMessage(), e);
  }

  /** Java 8 wraps what ends a handshake, a read timeout too, in an {@link SSLException}. */
  private static boolean isTimeout(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
