package io.oauthcc.grant;

import java.security.SignatureException;
import java.util.Arrays;

/**
 * Turns an ECDSA signature of P-256 from the JDK's form, the DER sequence of two integers (RFC 3279
 * §2.2.3), into that of a JWS, the two of 32 bytes each (RFC 7518 §3.4). The JDK can do so itself
 * from Java 9 on.
 */
final class EcdsaSignature {

  private static final int HALF = 32;
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private EcdsaSignature() {}

  static byte[] toJws(byte[] der) throws SignatureException {
    byte[] jws = new byte[2 * HALF];
    // No length of P-256 needs more than one byte.
    boolean isSequence = der.length > 4 && der[0] == SEQUENCE && der[1] == der.length - 2;
    int next = isSequence ? copyInteger(der, 2, jws, HALF) : -1;
    next = next < 0 ? -1 : copyInteger(der, next, jws, 2 * HALF);
    if (next != der.length) {
      throw new SignatureException("the provider's signature is not in DER");
    }
    return jws;
  }

  /** Copies to before {@code end}; gives the index of what follows, or -1. */
  private static int copyInteger(byte[] der, int at, byte[] jws, int end) {
    if (at + 2 > der.length || der[at] != INTEGER || der[at + 1] <= 0) {
      return -1;
    }
    int start = at + 2;
    int next = start + der[at + 1];
    while (start < next && start < der.length && der[start] == 0) {
      start++;
    }
    if (next > der.length || next - start > HALF) {
      return -1;
    }
    byte[] digits = Arrays.copyOfRange(der, start, next);
    System.arraycopy(digits, 0, jws, end - digits.length, digits.length);
    return next;
  }
}
