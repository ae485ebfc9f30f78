package io.oauthcc.http;

import io.oauthcc.config.ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request and reads the answer to it (RFC 9112) over a socket, within limits of size. It
 * closes nothing.
 */
final class HttpCodec {

  private static final int MAX_HEADERS = 100;

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_INTERIM_ANSWERS = 8;

  private final DefaultBHttpClientConnection connection;
  private final String peer;
  private final String itsAnswer;

  private HttpCodec(Socket socket, String peer, String itsAnswer) throws IOException {
    connection =
        new DefaultBHttpClientConnection(
            Http1Config.custom()
                .setMaxLineLength(MAX_LINE_BYTES)
                .setMaxHeaderCount(MAX_HEADERS)
                .build());
    connection.bind(socket);
    this.peer = peer;
    this.itsAnswer = itsAnswer;
  }

  static HttpCodec ofServer(Socket socket) throws IOException {
    return new HttpCodec(socket, "the server", "the answer");
  }

  static HttpCodec ofProxy(Socket socket, ProxyServer proxy) throws IOException {
    return new HttpCodec(socket, "the proxy " + proxy, "the answer of the proxy " + proxy);
  }

  /**
   * Sends the request; of the final answer reads the status only.
   *
   * @throws HttpFailure if there is none that could be understood
   * @throws IOException if the connection broke
   */
  int status(ClassicHttpRequest request) throws IOException {
    try {
      return head(request).getCode();
    } catch (IOException | HttpException e) {
      throw inWords(e);
    }
  }

  /**
   * Sends the request and reads the whole answer.
   *
   * @throws HttpFailure if there is none that could be understood
   * @throws IOException if the connection broke
   */
  HttpAnswer answer(ClassicHttpRequest request) throws IOException {
    try {
      ClassicHttpResponse response = head(request);
      byte[] body = new byte[0];
      if (response.getCode() != 204 && response.getCode() != 304) {
        connection.receiveResponseEntity(response);
        body = body(response.getEntity());
      }
      return new HttpAnswer(response.getCode(), headers(response), body);
    } catch (IOException | HttpException e) {
      throw inWords(e);
    }
  }

  private ClassicHttpResponse head(ClassicHttpRequest request) throws IOException, HttpException {
    SocketException unsent = send(request);
    ClassicHttpResponse response;
    try {
      response = connection.receiveResponseHeader();
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw unsent == null ? e : unsent;
    }
    for (int interim = 1; response.getCode() < 200; interim++) {
      if (response.getCode() == 101 || interim > MAX_INTERIM_ANSWERS) {
        throw new HttpFailure(peer + " never gave a final answer");
      }
      response = connection.receiveResponseHeader();
    }
    return response;
  }

  /**
   * Null, or why it could not be sent. The server may have said why before it hung up: by an
   * answer, or by an alert, as one does that refuses the client's certificate in TLS 1.3.
   */
  private @Nullable SocketException send(ClassicHttpRequest request)
      throws IOException, HttpException {
    try {
      connection.sendRequestHeader(request);
      connection.sendRequestEntity(request);
      connection.flush();
      return null;
    } catch (SocketException e) {
      return e;
    }
  }

  /** Never with a message that quotes the answer. */
  private IOException inWords(Exception e) {
    if (e instanceof HttpException) {
      return new HttpFailure(itsAnswer + " is not HTTP/1.1");
    }
    if (e instanceof NoHttpResponseException) {
      return HttpFailure.ofConnection(peer + " closed the connection without an answer", e);
    }
    if (e instanceof MessageConstraintException) {
      return new HttpFailure(
          itsAnswer + " has a line of more than 8 KiB or more than " + MAX_HEADERS + " headers");
    }
    if (e instanceof ConnectionClosedException || e instanceof TruncatedChunkException) {
      return HttpFailure.ofConnection(
          peer + " closed the connection in the middle of the answer", e);
    }
    if (e instanceof MalformedChunkCodingException) {
      return new HttpFailure(itsAnswer + " is not HTTP/1.1: malformed chunks");
    }
    return (IOException) e;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }

  /** The stream is never closed: that would read on to the end of a body without end. */
  private byte[] body(HttpEntity entity) throws IOException {
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
      throw new HttpFailure(itsAnswer + " is larger than 64 KiB");
    }
    return body.toByteArray();
  }
}
