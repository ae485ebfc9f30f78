package io.oauthcc.keys;

import java.security.SignatureException;

/**
 * Turns an ECDSA signature of P-256 from the JDK's form, the DER sequence of two integers (RFC 3279
 * §2.2.3), into that of a JWS, the two of 32 bytes each (RFC 7518 §3.4). The JDK can do so itself
 * from Java 9 on.
 */
public final class EcdsaSignature {

  private static final int HALF = 32;

  private EcdsaSignature() {}

  /**
   * The signature in 64 bytes.
   *
   * @throws SignatureException if it is not what a provider's signature should be
   */
  public static byte[] toJws(byte[] der) throws SignatureException {
    byte[] jws = new byte[2 * HALF];
    try {
      Der outer = new Der(der);
      Der sequence = outer.in(Der.SEQUENCE);
      boolean fits =
          copy(sequence.content(Der.INTEGER), jws, HALF)
              && copy(sequence.content(Der.INTEGER), jws, 2 * HALF)
              && !sequence.hasMore()
              && !outer.hasMore();
      if (fits) {
        return jws;
      }
    } catch (Unusable e) {
      // Told below: the cause speaks of a key in a file.
    }
    throw new SignatureException("the provider's signature is not in DER");
  }

  /** Copies a number to before {@code end}; false if it has no place there. */
  private static boolean copy(byte[] number, byte[] jws, int end) {
    int start = 0;
    while (start < number.length && number[start] == 0) {
      start++;
    }
    int length = number.length - start;
    if (number.length == 0 || length > HALF) {
      return false;
    }
    System.arraycopy(number, start, jws, end - length, length);
    return true;
  }
}
