package io.oauthcc.keys;

import java.security.GeneralSecurityException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts an encrypted PKCS #8 key of the kind that OpenSSL writes: PBES2 with PBKDF2 (RFC 8018).
 * Not by {@link javax.crypto.EncryptedPrivateKeyInfo}, whose knowledge of PBES2 differs from one
 * Java to the next.
 */
final class EncryptedKey {

  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String HMAC = "1.2.840.113549.2.";
  private static final String AES = "2.16.840.1.101.3.4.1.";
  private static final String TRIPLE_DES = "1.2.840.113549.3.7";

  /** More would be a file made to keep us busy; OpenSSL's default is 2048. */
  private static final int MAX_ITERATIONS = 10_000_000;

  private EncryptedKey() {}

  /**
   * @param wrongPassword thrown where the password does not fit
   */
  static byte[] decrypt(byte[] encrypted, String password, Unusable wrongPassword) throws Unusable {
    Der info = new Der(encrypted).in(Der.SEQUENCE);
    Der scheme = info.in(Der.SEQUENCE);
    require(PBES2, scheme.objectIdentifier());
    byte[] data = info.content(Der.OCTET_STRING);

    Der parameters = scheme.in(Der.SEQUENCE);
    Der derivation = parameters.in(Der.SEQUENCE);
    require(PBKDF2, derivation.objectIdentifier());
    Der derivationParameters = derivation.in(Der.SEQUENCE);
    byte[] salt = derivationParameters.content(Der.OCTET_STRING);
    int iterations = derivationParameters.number();
    if (derivationParameters.isNext(Der.INTEGER)) {
      derivationParameters.number();
    }
    String hash =
        derivationParameters.hasMore()
            ? hash(derivationParameters.in(Der.SEQUENCE).objectIdentifier())
            : "SHA1";

    Der encryption = parameters.in(Der.SEQUENCE);
    String cipher = encryption.objectIdentifier();
    byte[] vector = encryption.content(Der.OCTET_STRING);
    if (iterations < 1 || iterations > MAX_ITERATIONS || salt.length == 0) {
      throw unknown("PBKDF2 with " + iterations + " iterations");
    }
    try {
      PBEKeySpec derived =
          new PBEKeySpec(password.toCharArray(), salt, iterations, keyBits(cipher));
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
              .generateSecret(derived)
              .getEncoded();
      return decrypt(cipher, key, vector, data);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw wrongPassword;
    } catch (GeneralSecurityException e) {
      throw new Unusable("holds a private key in an encryption that this Java does not know", e);
    }
  }

  private static byte[] decrypt(String cipher, byte[] key, byte[] vector, byte[] data)
      throws GeneralSecurityException {
    String algorithm = cipher.equals(TRIPLE_DES) ? "DESede" : "AES";
    Cipher decryption = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
    decryption.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(vector));
    return decryption.doFinal(data);
  }

  private static int keyBits(String cipher) throws Unusable {
    switch (cipher) {
      case AES + "2":
        return 128;
      case AES + "22":
      case TRIPLE_DES:
        return 192;
      case AES + "42":
        return 256;
      default:
        throw unknown(cipher);
    }
  }

  private static String hash(String pseudoRandomFunction) throws Unusable {
    switch (pseudoRandomFunction) {
      case HMAC + "7":
        return "SHA1";
      case HMAC + "8":
        return "SHA224";
      case HMAC + "9":
        return "SHA256";
      case HMAC + "10":
        return "SHA384";
      case HMAC + "11":
        return "SHA512";
      default:
        throw unknown(pseudoRandomFunction);
    }
  }

  private static void require(String expected, String found) throws Unusable {
    if (!expected.equals(found)) {
      throw unknown(found);
    }
  }

  private static Unusable unknown(String what) {
    return new Unusable(
        "holds a private key in an encryption that is not known ("
            + what
            + "); convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem");
  }
}
