package io.oauthcc.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A private key and, where it is known, its certificate. Immutable; prints no key. */
public final class ClientKey {

  private final PrivateKey privateKey;
  private final List<X509Certificate> certificates;

  ClientKey(PrivateKey privateKey, List<X509Certificate> certificates) {
    this.privateKey = privateKey;
    this.certificates = Collections.unmodifiableList(new ArrayList<>(certificates));
  }

  /** For signatures and for the TLS handshake. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /**
   * The key's own certificate first, then those of its issuers; empty where a file holds but the
   * key.
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The kind of key only. */
  @Override
  public String toString() {
    return privateKey.getAlgorithm() + " key";
  }
}
