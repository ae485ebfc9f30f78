package io.oauthcc.keys;

import io.oauthcc.config.Secret;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The private key among the blocks of a PEM file: PKCS #8 (RFC 5958), encrypted or not, PKCS #1
 * (RFC 8017 appendix A.1.2) or SEC 1 (RFC 5915).
 */
final class PemKey {

  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final byte[] RSA_IDENTIFIER = {
    0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };
  private static final byte[] EC_OBJECT_IDENTIFIER = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };
  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};

  private PemKey() {}

  /**
   * Null if no block is a private key.
   *
   * @param passwordKey where a password is configured, for messages
   */
  static @Nullable PrivateKey in(
      List<PemBlock> blocks, @Nullable Secret password, String passwordKey) throws Unusable {
    List<PrivateKey> keys = new ArrayList<>();
    byte[] curve = null;
    for (PemBlock block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY":
          keys.add(pkcs8(block.bytes()));
          break;
        case "ENCRYPTED PRIVATE KEY":
          keys.add(encrypted(block.bytes(), password, passwordKey));
          break;
        case "RSA PRIVATE KEY":
          keys.add(pkcs8(wrapped(RSA_IDENTIFIER, block.bytes())));
          break;
        case "EC PARAMETERS":
          curve = block.bytes();
          break;
        case "EC PRIVATE KEY":
          keys.add(pkcs8(sec1(block.bytes(), curve)));
          break;
        case "OPENSSH PRIVATE KEY":
          throw new Unusable(
              "holds a private key in OpenSSH's own form; convert it: ssh-keygen -p -m PKCS8 -f"
                  + " key.pem");
        default:
          // A certificate, a public key: not ours.
          break;
      }
    }
    if (keys.size() > 1) {
      throw new Unusable("holds " + keys.size() + " private keys; leave the one to use");
    }
    return keys.isEmpty() ? null : keys.get(0);
  }

  private static PrivateKey encrypted(byte[] bytes, @Nullable Secret password, String passwordKey)
      throws Unusable {
    if (password == null) {
      throw new Unusable("holds an encrypted private key; give its password by " + passwordKey);
    }
    Unusable wrongPassword =
        new Unusable(
            "cannot be decrypted: the password of " + passwordKey + " is not that of the key");
    byte[] plain = EncryptedKey.decrypt(bytes, password.reveal(), wrongPassword);
    if (plain.length == 0 || plain[0] != Der.SEQUENCE) {
      // One wrong password in 256 leaves a valid padding.
      throw wrongPassword;
    }
    return pkcs8(plain);
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return Der.encode(Der.SEQUENCE, VERSION_0, algorithm, Der.encode(Der.OCTET_STRING, key));
  }

  private static byte[] sec1(byte[] key, byte @Nullable [] curveBefore) throws Unusable {
    Der inner = new Der(key).in(Der.SEQUENCE);
    inner.number();
    inner.content(Der.OCTET_STRING);
    byte[] curve = inner.isNext(Der.CONTEXT_0) ? inner.content(Der.CONTEXT_0) : curveBefore;
    if (curve == null) {
      throw new Unusable(
          "holds an EC private key that does not say its curve; convert it: openssl pkcs8 -topk8"
              + " -nocrypt -in old.pem -out new.pem");
    }
    return wrapped(Der.encode(Der.SEQUENCE, EC_OBJECT_IDENTIFIER, curve), key);
  }

  private static PrivateKey pkcs8(byte[] bytes) throws Unusable {
    Der info = new Der(bytes).in(Der.SEQUENCE);
    info.number();
    Der identifier = info.in(Der.SEQUENCE);
    String algorithm = identifier.objectIdentifier();
    if (algorithm.equals(EC) && !identifier.isNext(Der.OBJECT_IDENTIFIER)) {
      throw new Unusable(
          "holds an EC private key whose curve is spelt out instead of named; convert it: openssl"
              + " ec -param_enc named_curve -in old.pem -out new.pem");
    }
    String name = names().get(algorithm);
    try {
      if (name == null) {
        throw new NoSuchAlgorithmException();
      }
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new Unusable(
          "holds a private key of a kind that this Java does not know ("
              + (name == null ? algorithm : name)
              + ")");
    } catch (InvalidKeySpecException e) {
      // Without the cause, which may tell of the content.
      throw new Unusable(
          "holds a private key ("
              + name
              + ") that is damaged or of a size or curve that this Java does not know");
    }
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    names.put(RSA, "RSA");
    names.put(EC, "EC");
    names.put("1.2.840.113549.1.1.10", "RSASSA-PSS");
    names.put("1.3.101.112", "Ed25519");
    names.put("1.3.101.113", "Ed448");
    return names;
  }
}
