package io.oauthcc.keys;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Reads and writes the few elements of DER (X.690) that wrap a private key. */
final class Der {

  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** {@code [0]}, constructed. */
  static final int CONTEXT_0 = 0xa0;

  private final byte[] bytes;
  private int position;

  Der(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  /** Whether the next element has this tag. */
  boolean isNext(int tag) {
    return hasMore() && (bytes[position] & 0xff) == tag;
  }

  /** The content of the next element, which must have this tag. */
  byte[] content(int tag) throws Unusable {
    if (!isNext(tag)) {
      throw damaged();
    }
    return next(false);
  }

  /** The next element as it is, tag and length included. */
  byte[] element() throws Unusable {
    return next(true);
  }

  /** What is in the next element, which must have this tag. */
  Der in(int tag) throws Unusable {
    return new Der(content(tag));
  }

  /** A number that is not negative and not larger than an {@code int}. */
  int number() throws Unusable {
    byte[] content = content(INTEGER);
    long value = content.length == 0 || content.length > 5 || content[0] < 0 ? -1 : 0;
    for (int i = 0; i < content.length && value >= 0; i++) {
      value = value << 8 | (content[i] & 0xff);
    }
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) value;
  }

  /** An object identifier: {@code 1.2.840.113549.1.1.1}. */
  String objectIdentifier() throws Unusable {
    byte[] content = content(OBJECT_IDENTIFIER);
    StringBuilder text = new StringBuilder();
    long arc = 0;
    for (byte b : content) {
      arc = arc << 7 | (b & 0x7f);
      if (arc > Integer.MAX_VALUE) {
        throw damaged();
      }
      if (b >= 0) {
        if (text.length() == 0) {
          long first = Math.min(arc / 40, 2);
          text.append(first).append('.').append(arc - 40 * first);
        } else {
          text.append('.').append(arc);
        }
        arc = 0;
      }
    }
    return text.toString();
  }

  private byte[] next(boolean whole) throws Unusable {
    int start = position++;
    int length = octet();
    if (length > 0x80) {
      int octets = length & 0x7f;
      length = 0;
      for (int i = 0; i < octets; i++) {
        if (length > bytes.length) {
          throw damaged();
        }
        length = length << 8 | octet();
      }
    } else if (length == 0x80) {
      throw damaged();
    }
    int content = position;
    if (length < 0 || length > bytes.length - content) {
      throw damaged();
    }
    position = content + length;
    return Arrays.copyOfRange(bytes, whole ? start : content, position);
  }

  private int octet() throws Unusable {
    if (position >= bytes.length) {
      throw damaged();
    }
    return bytes[position++] & 0xff;
  }

  private static Unusable damaged() {
    return new Unusable("holds a private key that is damaged or in a form that is not known");
  }

  /** One element of these contents. */
  static byte[] encode(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
    for (byte[] content : contents) {
      out.write(content, 0, content.length);
    }
    return out.toByteArray();
  }
}
