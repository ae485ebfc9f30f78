package io.oauthcc.http;

import io.oauthcc.keys.ClientKey;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The client's certificates in a handshake. One whose issuer the server names goes first, but one
 * that was configured is shown in any case: the JRE's own key managers keep back a self-signed
 * certificate, which no server names (RFC 8705 §2.2).
 */
final class ClientCertificates extends X509ExtendedKeyManager {

  private final List<ClientKey> keys;

  ClientCertificates(List<ClientKey> keys) {
    this.keys = keys;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    String fallback = null;
    for (String keyType : keyTypes) {
      for (int i = 0; i < keys.size(); i++) {
        ClientKey key = keys.get(i);
        if (key.privateKey().getAlgorithm().equals(keyType)) {
          if (isIssuedByOneOf(issuers, key)) {
            return Integer.toString(i);
          }
          if (fallback == null) {
            fallback = Integer.toString(i);
          }
        }
      }
    }
    return fallback;
  }

  private static boolean isIssuedByOneOf(Principal @Nullable [] issuers, ClientKey key) {
    if (issuers == null || issuers.length == 0) {
      return true;
    }
    List<Principal> named = Arrays.asList(issuers);
    for (X509Certificate certificate : key.certificates()) {
      if (named.contains(certificate.getIssuerX500Principal())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseClientAlias(keyTypes, issuers, null);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = chooseClientAlias(new String[] {keyType}, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return keys.get(Integer.parseInt(alias)).certificates().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return keys.get(Integer.parseInt(alias)).privateKey();
  }

  /** Null: never a server. */
  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  /** Null: never a server. */
  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
