package io.oauthcc.grant;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The characters of a JSON text: UTF-8 (RFC 8259 §8.1), with a byte-order mark or without. */
final class JsonBytes {

  /** UTF-8's. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private JsonBytes() {}

  /**
   * Without the mark.
   *
   * @param elseLatin1 whether bytes that are not UTF-8 are taken for ISO 8859-1
   */
  static String decode(byte[] bytes, boolean elseLatin1) throws JsonObject.Unreadable {
    if (isWide(bytes)) {
      throw new JsonObject.Unreadable("it is UTF-16 or UTF-32, not UTF-8");
    }
    int start = beginsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    ByteBuffer text = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      if (!elseLatin1) {
        throw new JsonObject.Unreadable("it is not UTF-8");
      }
      return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean beginsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(Arrays.copyOf(bytes, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
  }

  /** Either has a zero byte beside the first character, or a mark of its own. */
  private static boolean isWide(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || second == 0
        || (first == 0xfe && second == 0xff)
        || (first == 0xff && second == 0xfe);
  }
}
