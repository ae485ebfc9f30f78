package io.oauthcc.grant;

import io.oauthcc.config.Registration.SigningAlgorithm;
import io.oauthcc.keys.EcdsaSignature;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * {@code RS256}, {@code PS256} and {@code ES256} (RFC 7518 §3.3 to §3.5) with the JDK's own
 * signatures.
 *
 * <p>A JOSE library does the same at twenty times the price: jose4j 0.9.7 loads 500 classes in 130
 * to 220 ms for its first signature, this one takes 5 to 45 ms, on Java 8, 17 and 25.
 */
final class PrivateKeySigner implements Signer {

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final PrivateKey key;
  private final SigningAlgorithm algorithm;

  PrivateKeySigner(PrivateKey key, SigningAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  @Override
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public byte[] sign(byte[] bytes) throws IOException {
    checkKey();
    try {
      Signature signature = signature();
      signature.initSign(key);
      signature.update(bytes);
      byte[] signed = signature.sign();
      return algorithm == SigningAlgorithm.ES256 ? EcdsaSignature.toJws(signed) : signed;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(
          "this JVM cannot sign with "
              + algorithm
              + (algorithm == SigningAlgorithm.PS256
                  ? "; Java 8 can from update 251 on, else set signing-algorithm=RS256"
                  : ""),
          e);
    } catch (GeneralSecurityException e) {
      throw new IOException("the private key cannot sign: " + e.getMessage(), e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    switch (algorithm) {
      case ES256:
        return Signature.getInstance("SHA256withECDSA");
      case PS256:
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(PSS);
        return pss;
      default:
        return Signature.getInstance("SHA256withRSA");
    }
  }

  private void checkKey() throws IOException {
    String type = key.getAlgorithm();
    boolean elliptic = algorithm == SigningAlgorithm.ES256;
    boolean fits = elliptic ? type.equals("EC") : type.startsWith("RSA");
    if (algorithm == SigningAlgorithm.HS256) {
      throw new IOException("signing-algorithm=HS256 is for client_secret_jwt, not for a key");
    }
    if (!fits) {
      throw new IOException(
          "signing-algorithm="
              + algorithm
              + " needs "
              + (elliptic ? "an EC" : "an RSA")
              + " key, the private key is of type "
              + type
              + (type.equals("EC") ? "; set signing-algorithm=ES256" : "")
              + (type.equals("RSA") ? "; set signing-algorithm=RS256" : ""));
    }
    if (elliptic && key instanceof ECKey && bits((ECKey) key) != 256) {
      throw new IOException(
          "signing-algorithm=ES256 needs a key on the curve P-256, the private key's curve has "
              + bits((ECKey) key)
              + " bits");
    }
  }

  private static int bits(ECKey key) {
    return key.getParams().getOrder().bitLength();
  }
}
