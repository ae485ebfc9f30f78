package io.oauthcc.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer within limits of size, with the parts that HttpCore's connections are made of: a
 * whole one is forty classes more, which the first token waits for.
 */
final class AnswerReader {

  /** Gateways add policies and reports of 8 KiB and more; 16 KiB of value have a name as well. */
  private static final int MAX_LINE_BYTES = 17 * 1024;

  private static final int MAX_HEADERS = 256;
  private static final int MAX_INTERIM_ANSWERS = 8;
  private static final int BUFFER_BYTES = 8 * 1024;

  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(MAX_LINE_BYTES)
          // It is the first number to be refused.
          .setMaxHeaderCount(MAX_HEADERS + 1)
          .build();

  private static final ContentLengthStrategy LENGTHS = DefaultContentLengthStrategy.INSTANCE;

  private final SessionInputBufferImpl buffer =
      new SessionInputBufferImpl(
          new BasicHttpTransportMetrics(), BUFFER_BYTES, -1, MAX_LINE_BYTES, null);

  /** A blank before a header's colon is passed over, as HttpCore's own connections do. */
  private final DefaultHttpResponseParser parser =
      new DefaultHttpResponseParser(LIMITS, LazyLaxLineParser.INSTANCE, null);

  private final InputStream in;
  private final @Nullable SocketException unsent;
  private final String peer;
  private final String itsAnswer;

  /**
   * @param unsent why the request did not go out, which is what is wrong where no answer came
   * @param peer for messages
   * @param itsAnswer for messages
   */
  AnswerReader(InputStream in, @Nullable SocketException unsent, String peer, String itsAnswer) {
    this.in = in;
    this.unsent = unsent;
    this.peer = peer;
    this.itsAnswer = itsAnswer;
  }

  /** As {@link HttpCodec#status}. */
  int status() throws IOException {
    try {
      return head().getCode();
    } catch (IOException | HttpException e) {
      throw inWords(e);
    }
  }

  /** As {@link HttpCodec#answer}. */
  HttpAnswer whole() throws IOException {
    try {
      ClassicHttpResponse response = head();
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

  /** The final one. */
  private ClassicHttpResponse head() throws IOException, HttpException {
    ClassicHttpResponse response;
    try {
      response = next();
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw unsent == null ? e : unsent;
    }
    for (int interim = 1; response.getCode() < 200; interim++) {
      if (response.getCode() == 101 || interim > MAX_INTERIM_ANSWERS) {
        throw new HttpFailure(peer + " never gave a final answer");
      }
      response = next();
    }
    return response;
  }

  private ClassicHttpResponse next() throws IOException, HttpException {
    ClassicHttpResponse response = parser.parse(buffer, in);
    if (response == null) {
      throw new NoHttpResponseException(peer);
    }
    if (response.getCode() < 100 || response.getVersion().greaterEquals(HttpVersion.HTTP_2)) {
      throw new ProtocolException();
    }
    return response;
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
    long length = LENGTHS.determineLength(response);
    if (length > LimitedBytes.LIMIT) {
      throw tooLarge();
    }
    LimitedBytes raw = new LimitedBytes();
    raw.readFrom(body(length));
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
      raw.readFrom(body(LENGTHS.determineLength(response)));
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

  private InputStream body(long length) {
    if (length == ContentLengthStrategy.CHUNKED) {
      return new ChunkedInputStream(buffer, in, LIMITS);
    }
    return length < 0
        ? new IdentityInputStream(buffer, in)
        : new ContentLengthInputStream(buffer, in, length);
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
