package io.oauthcc.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what {@code Content-Encoding} says was done to a body (RFC 9110 §8.4.1): gzip and deflate,
 * which gateways apply unasked. What was said but not done, as where a gateway unpacked the body
 * and kept the header, is passed over. What comes out has the limits of {@link LimitedBytes}.
 */
final class ContentCoding {

  /** More than a server and a gateway before it could have applied. */
  private static final int MOST = 2;

  private final List<String> codings;
  private LimitedBytes body;
  private @Nullable String unknown;

  /**
   * @param codings in the order applied, as the server wrote them
   */
  ContentCoding(List<String> codings, LimitedBytes body) {
    this.codings = codings;
    this.body = body;
  }

  /**
   * Undoes them, the last one first, up to one that is not known.
   *
   * @throws IOException if the body is damaged or cut off; {@link #body} is what could be read
   */
  void undo() throws IOException {
    int undone = 0;
    for (int i = codings.size() - 1; i >= 0; i--) {
      String coding = codings.get(i).toLowerCase(Locale.ROOT);
      boolean gzip = coding.equals("gzip") || coding.equals("x-gzip");
      boolean known = gzip || coding.equals("deflate");
      if (coding.isEmpty() || coding.equals("identity")) {
        continue;
      }
      if (!known || undone == MOST) {
        unknown = String.join(", ", codings);
        return;
      }
      undone++;
      byte[] coded = body.bytes();
      boolean applied = gzip ? isGzip(coded) : isZlib(coded);
      if (applied) {
        InputStream in = new ByteArrayInputStream(coded);
        LimitedBytes decoded = new LimitedBytes();
        body = decoded;
        decoded.readFrom(gzip ? new GZIPInputStream(in) : new InflaterInputStream(in));
      }
    }
  }

  LimitedBytes body() {
    return body;
  }

  /** The codings, where one of them is not known; else null. */
  @Nullable String unknown() {
    return unknown;
  }

  /** RFC 1952 §2.3.1. */
  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  /** RFC 1950 §2.2. */
  private static boolean isZlib(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] & 0x0f) == 8
        && ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) % 31 == 0;
  }
}
