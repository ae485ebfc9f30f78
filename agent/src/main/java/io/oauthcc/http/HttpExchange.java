package io.oauthcc.http;

import io.oauthcc.config.Registration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * One HTTP/1.1 exchange per call (RFC 9112), over a connection of its own that is closed
 * afterwards. Redirects are not followed, no proxy is used, no cookie kept. Three limits hold: the
 * connect timeout for connecting, the read timeout for each silence of the server, and their sum
 * for the whole. An answer of more than 64 KiB, with a line of more than 8 KiB or with more than
 * 100 headers is refused. Immutable and thread-safe.
 */
public final class HttpExchange {

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_INTERIM_ANSWERS = 8;

  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Watchdog watchdog;

  /**
   * With the registration's timeouts, proxy, trust store, key store and private key.
   *
   * @param warnings told once each time one of these files turns unreadable after it was good; its
   *     last good content stays in use
   */
  public HttpExchange(Registration registration, Watchdog watchdog, Consumer<String> warnings) {
    this.connectTimeout = registration.connectTimeout();
    this.readTimeout = registration.readTimeout();
    this.watchdog = watchdog;
  }

  /**
   * Whether a trust store, key store or private key is another file than at the last {@link #send},
   * so that what it failed with may no longer hold. Looks at the files' attributes only.
   */
  public boolean hasChanged() {
    return false;
  }

  /**
   * Sends the request and reads the whole answer, whatever its status.
   *
   * @throws HttpFailure if no complete answer came
   */
  public HttpAnswer send(HttpRequest request) throws HttpFailure {
    Duration total = connectTimeout.plus(readTimeout);
    Guard guard = new Guard();
    watchdog.after(total, guard);
    Socket socket = new Connector(connectTimeout).connect(request.host(), request.port());
    guard.watch(socket);
    try {
      return converse(socket, request);
    } catch (SocketTimeoutException e) {
      throw HttpFailure.ofConnection("no answer within " + Durations.inWords(readTimeout), e);
    } catch (IOException e) {
      if (guard.hasFired()) {
        throw HttpFailure.ofConnection("no complete answer within " + Durations.inWords(total), e);
      }
      throw inWords(e);
    } catch (HttpException e) {
      // Its message quotes the answer.
      throw new HttpFailure("the answer is not HTTP/1.1");
    } finally {
      guard.release();
      Sockets.closeQuietly(socket);
    }
  }

  private HttpAnswer converse(Socket socket, HttpRequest request)
      throws IOException, HttpException {
    socket.setSoTimeout(Durations.socketMillis(readTimeout.toMillis()));
    socket.setTcpNoDelay(true);
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(limits());
    connection.bind(request.isTls() ? Tls.over(socket, request.host(), request.port()) : socket);
    BasicClassicHttpRequest message = message(request);
    connection.sendRequestHeader(message);
    connection.sendRequestEntity(message);
    connection.flush();
    ClassicHttpResponse response = connection.receiveResponseHeader();
    for (int interim = 1; response.getCode() < 200; interim++) {
      if (response.getCode() == 101 || interim > MAX_INTERIM_ANSWERS) {
        throw new HttpFailure("the server never gave a final answer");
      }
      response = connection.receiveResponseHeader();
    }
    byte[] body = new byte[0];
    if (response.getCode() != 204 && response.getCode() != 304) {
      connection.receiveResponseEntity(response);
      body = body(response.getEntity());
    }
    return new HttpAnswer(response.getCode(), headers(response), body);
  }

  private static Http1Config limits() {
    return Http1Config.custom()
        .setMaxLineLength(MAX_LINE_BYTES)
        .setMaxHeaderCount(MAX_HEADERS)
        .build();
  }

  private static BasicClassicHttpRequest message(HttpRequest request) {
    BasicClassicHttpRequest message =
        new BasicClassicHttpRequest(request.method(), (HttpHost) null, request.target());
    message.addHeader("Host", request.authority());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      message.addHeader(header.getKey(), header.getValue());
    }
    byte[] body = request.body();
    if (request.hasBody()) {
      message.addHeader("Content-Length", Integer.toString(body.length));
      message.setEntity(new ByteArrayEntity(body, null));
    }
    message.addHeader("Connection", "close");
    return message;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }

  /** The stream is never closed: that would read on to the end of a body without end. */
  private static byte[] body(HttpEntity entity) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    InputStream in = entity.getContent();
    byte[] buffer = new byte[4096];
    boolean announced = entity.getContentLength() > MAX_BODY_BYTES;
    for (int read = 0; read != -1 && !announced; read = in.read(buffer)) {
      body.write(buffer, 0, read);
      if (body.size() > MAX_BODY_BYTES) {
        break;
      }
    }
    if (announced || body.size() > MAX_BODY_BYTES) {
      throw new HttpFailure("the answer is larger than 64 KiB");
    }
    return body.toByteArray();
  }

  private static HttpFailure inWords(IOException e) {
    if (e instanceof HttpFailure) {
      return (HttpFailure) e;
    }
    if (e instanceof NoHttpResponseException) {
      return HttpFailure.ofConnection("the server closed the connection without an answer", e);
    }
    if (e instanceof MessageConstraintException) {
      return new HttpFailure(
          "the answer has a line of more than 8 KiB or more than " + MAX_HEADERS + " headers");
    }
    if (e instanceof ConnectionClosedException || e instanceof TruncatedChunkException) {
      return HttpFailure.ofConnection(
          "the server closed the connection in the middle of the answer", e);
    }
    if (e instanceof MalformedChunkCodingException) {
      return new HttpFailure("the answer is not HTTP/1.1: malformed chunks");
    }
    return HttpFailure.ofConnection("the connection broke: " + e.getMessage(), e);
  }
}
