package io.oauthcc.http;

import io.oauthcc.config.ProxyServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request and reads the answer to it (RFC 9112) over a socket, within limits of size. It
 * closes nothing.
 */
final class HttpCodec {

  /** Gateways add policies and reports of 8 KiB and more; 16 KiB of value have a name as well. */
  private static final int MAX_LINE_BYTES = 17 * 1024;

  private static final int MAX_HEADERS = 256;
  private static final int MAX_INTERIM_ANSWERS = 8;

  private final DefaultBHttpClientConnection connection;
  private final String peer;
  private final String itsAnswer;

  private HttpCodec(Socket socket, String peer, String itsAnswer) throws IOException {
    Http1Config limits =
        Http1Config.custom()
            .setMaxLineLength(MAX_LINE_BYTES)
            // It is the first number to be refused.
            .setMaxHeaderCount(MAX_HEADERS + 1)
            .build();
    // The parser that the connection makes itself has limits of its own.
    connection =
        new DefaultBHttpClientConnection(
            limits, null, null, null, null, null, new DefaultHttpResponseParserFactory(limits));
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
   * Sends the request and reads the answer: a good one whole, any other as far as it comes and its
   * first 64 KiB, since the status says enough.
   *
   * @throws HttpFailure if there is none that could be understood
   * @throws IOException if the connection broke
   */
  HttpAnswer answer(ClassicHttpRequest request) throws IOException {
    try {
      ClassicHttpResponse response = head(request);
      int status = response.getCode();
      ContentCoding body = new ContentCoding(codings(response), new LimitedBytes());
      if (status != 204 && status != 304) {
        body = status / 100 == 2 ? wholeBody(response) : beginOfBody(response);
      }
      return new HttpAnswer(status, headers(response), body.body().bytes(), body.unknown());
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
          itsAnswer
              + " has a line of more than "
              + MAX_LINE_BYTES / 1024
              + " KiB or more than "
              + MAX_HEADERS
              + " headers");
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

  private ContentCoding wholeBody(ClassicHttpResponse response) throws IOException, HttpException {
    connection.receiveResponseEntity(response);
    HttpEntity entity = response.getEntity();
    LimitedBytes raw = new LimitedBytes();
    if (entity.getContentLength() > LimitedBytes.LIMIT) {
      throw tooLarge();
    }
    raw.readFrom(entity.getContent());
    ContentCoding body = new ContentCoding(codings(response), raw);
    if (raw.isCut()) {
      throw tooLarge();
    }
    try {
      body.undo();
    } catch (IOException e) {
      throw new HttpFailure(itsAnswer + " is compressed, and damaged or cut off");
    }
    if (body.body().isCut()) {
      throw tooLarge();
    }
    return body;
  }

  private ContentCoding beginOfBody(ClassicHttpResponse response) {
    LimitedBytes raw = new LimitedBytes();
    ContentCoding body = new ContentCoding(codings(response), raw);
    try {
      connection.receiveResponseEntity(response);
      raw.readFrom(response.getEntity().getContent());
    } catch (IOException | HttpException e) {
      // What came before counts, and the status.
    }
    try {
      body.undo();
    } catch (IOException e) {
      // The same.
    }
    return body;
  }

  private HttpFailure tooLarge() {
    return new HttpFailure(itsAnswer + " is larger than 64 KiB");
  }

  private static List<String> codings(ClassicHttpResponse response) {
    List<String> codings = new ArrayList<>();
    for (Header header : response.getHeaders("Content-Encoding")) {
      for (String coding : header.getValue().split(",", -1)) {
        codings.add(coding.trim());
      }
    }
    return codings;
  }
}
