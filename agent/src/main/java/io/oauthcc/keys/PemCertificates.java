package io.oauthcc.keys;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates among the blocks of a PEM file. */
final class PemCertificates {

  private PemCertificates() {}

  /** In the file's order; none if there is none. */
  static List<X509Certificate> in(List<PemBlock> blocks) throws Unusable {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
        try {
          certificates.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(block.bytes())));
        } catch (CertificateException e) {
          throw new Unusable(
              "holds a certificate that cannot be read, the "
                  + (certificates.size() + 1)
                  + ". of the file ("
                  + e.getMessage()
                  + ")",
              e);
        }
      }
    }
    return certificates;
  }

  /** The key's own certificate, then the others as each is the issuer of the one before. */
  static List<X509Certificate> chain(PrivateKey key, List<X509Certificate> certificates)
      throws Unusable {
    List<X509Certificate> rest = new ArrayList<>(certificates);
    List<X509Certificate> chain = new ArrayList<>();
    X509Certificate next = ownOf(key, rest);
    if (next == null) {
      throw new Unusable("holds no certificate of the private key in use");
    }
    while (next != null) {
      rest.remove(next);
      chain.add(next);
      next = issuerOf(next, rest);
    }
    return chain;
  }

  private static @Nullable X509Certificate ownOf(
      PrivateKey key, List<X509Certificate> certificates) {
    for (X509Certificate certificate : certificates) {
      if (belongTogether(key, certificate.getPublicKey())) {
        return certificate;
      }
    }
    return null;
  }

  private static @Nullable X509Certificate issuerOf(
      X509Certificate issued, List<X509Certificate> certificates) {
    for (X509Certificate certificate : certificates) {
      if (certificate.getSubjectX500Principal().equals(issued.getIssuerX500Principal())) {
        return certificate;
      }
    }
    return null;
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified) {
    if (key instanceof RSAKey && certified instanceof RSAKey) {
      BigInteger modulus = ((RSAKey) key).getModulus();
      return modulus.equals(((RSAKey) certified).getModulus());
    }
    if (key instanceof ECKey && certified instanceof ECKey) {
      return verifies(key, certified);
    }
    return key.getAlgorithm().equals(certified.getAlgorithm());
  }

  private static boolean verifies(PrivateKey key, PublicKey certified) {
    byte[] text = {1};
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
