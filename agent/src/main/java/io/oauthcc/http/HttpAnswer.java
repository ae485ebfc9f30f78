package io.oauthcc.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: status, headers, and a body of at most 64 KiB, decoded. That of a status 2xx is whole;
 * of any other it is what came, at most its beginning. Immutable.
 */
public final class HttpAnswer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable String unknownCoding;

  HttpAnswer(int status, Map<String, String> headersByLowerCaseName, byte[] body) {
    this(status, headersByLowerCaseName, body, null);
  }

  HttpAnswer(
      int status,
      Map<String, String> headersByLowerCaseName,
      byte[] body,
      @Nullable String unknownCoding) {
    this.status = status;
    this.headers = headersByLowerCaseName;
    this.body = body;
    this.unknownCoding = unknownCoding;
  }

  /**
   * Reads one as it comes from a server.
   *
   * @throws IOException if it is none, or not whole
   */
  public static HttpAnswer read(InputStream in) throws IOException {
    return new AnswerReader(in, null, "the server", "the answer").whole();
  }

  /**
   * 200 or more, as interim answers never get here; up to 599 if the server keeps to RFC 9110 §15,
   * which has any higher one treated like 5xx.
   */
  public int status() {
    return status;
  }

  /** The first header of this name, in any case, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** A copy; empty if there is none. */
  public byte[] body() {
    return body.clone();
  }

  /**
   * The server's {@code Content-Encoding} if the body still is in one that is not known, else null.
   */
  public @Nullable String unknownCoding() {
    return unknownCoding;
  }

  /** The status only: headers and body may hold a token. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
