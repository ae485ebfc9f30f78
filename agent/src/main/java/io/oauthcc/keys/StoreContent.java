package io.oauthcc.keys;

import io.oauthcc.config.Secret;
import io.oauthcc.config.StoreFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is in a key store or trust store that Java's {@link KeyStore} reads. */
final class StoreContent {

  private final KeyStore store;
  private final char @Nullable [] password;
  private final String key;

  private StoreContent(KeyStore store, char @Nullable [] password, String key) {
    this.store = store;
    this.password = password;
    this.key = key;
  }

  /**
   * @param key {@code key-store} or {@code trust-store}: where it is configured, for messages
   */
  static StoreContent of(byte[] content, StoreFile file, String key) throws Unusable {
    Secret secret = file.password();
    char[] password = secret == null ? null : secret.reveal().toCharArray();
    String type = type(content, file.type(), key);
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(new ByteArrayInputStream(content), password);
      return new StoreContent(store, password, key);
    } catch (KeyStoreException e) {
      throw new Unusable(
          "cannot be opened: this Java knows no store of type "
              + type
              + "; set "
              + key
              + "-type to PKCS12, JKS or PEM",
          e);
    } catch (IOException | GeneralSecurityException e) {
      if (isAboutPassword(e)) {
        throw new Unusable(
            "cannot be opened: "
                + (secret == null ? "it needs a password; set " : "the password is wrong; look at ")
                + key
                + "-password");
      }
      throw new Unusable("is damaged, or is no " + type + " store (" + e.getMessage() + ")", e);
    }
  }

  private static String type(byte[] content, @Nullable String configured, String key)
      throws Unusable {
    if (configured != null) {
      return configured.toUpperCase(Locale.ROOT);
    }
    String type = FileContent.storeType(content);
    if (type != null) {
      return type;
    }
    throw new Unusable(
        FileContent.isDer(content)
            ? "is a single certificate or key in DER; convert it to PEM, as by openssl x509 -inform"
                + " DER -in old.der -out new.pem"
            : "is neither PEM nor PKCS #12 nor JKS; name its type by " + key + "-type");
  }

  /** As {@link KeyStore#load} promises; without a password, some types say it by other means. */
  private static boolean isAboutPassword(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnrecoverableKeyException
          || String.valueOf(t.getMessage()).contains("password was incorrect")) {
        return true;
      }
    }
    return false;
  }

  /** All certificates that the store trusts. */
  List<X509Certificate> trusted() throws Unusable {
    List<X509Certificate> trusted = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        Certificate certificate = store.isKeyEntry(alias) ? null : store.getCertificate(alias);
        if (certificate instanceof X509Certificate) {
          trusted.add((X509Certificate) certificate);
        }
      }
    } catch (KeyStoreException e) {
      throw new Unusable("cannot be read: " + e.getMessage(), e);
    }
    if (trusted.isEmpty()) {
      throw new Unusable(
          "holds no trusted certificate"
              + (password == null ? "; if it has a password, set " + key + "-password" : "")
              + "; a store made by openssl pkcs12 has none that Java trusts: give the PEM file"
              + " itself, or make the store by keytool -importcert");
    }
    return trusted;
  }

  /**
   * The private keys with their certificates.
   *
   * @param alias of the only one to give, or null
   */
  List<ClientKey> keys(@Nullable String alias) throws Unusable {
    List<ClientKey> keys = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try {
      for (String name : Collections.list(store.aliases())) {
        if (store.isKeyEntry(name)) {
          names.add(name);
        }
      }
      for (String name : alias == null ? names : Collections.singletonList(alias)) {
        if (store.isKeyEntry(name)) {
          addKey(name, keys);
        }
      }
    } catch (UnrecoverableKeyException e) {
      if (password == null) {
        throw new Unusable("holds a private key that needs a password; set " + key + "-password");
      }
      throw new Unusable(
          "holds a private key with another password than the store's; make them the same, as by"
              + " keytool -keypasswd, and look at "
              + key
              + "-password");
    } catch (GeneralSecurityException e) {
      throw new Unusable("cannot be read: " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new Unusable(
          alias != null
              ? "has no private key under the alias of " + key + "-alias; it has " + list(names)
              : "holds no private key"
                  + (password == null ? "; if it has a password, set " + key + "-password" : ""));
    }
    return keys;
  }

  private void addKey(String alias, List<ClientKey> keys) throws GeneralSecurityException {
    Key entry = store.getKey(alias, password == null ? new char[0] : password);
    Certificate[] chain = store.getCertificateChain(alias);
    if (entry instanceof PrivateKey && chain != null) {
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate certificate : chain) {
        if (certificate instanceof X509Certificate) {
          certificates.add((X509Certificate) certificate);
        }
      }
      keys.add(new ClientKey((PrivateKey) entry, certificates));
    }
  }

  private static String list(List<String> aliases) {
    if (aliases.isEmpty()) {
      return "none at all";
    }
    StringBuilder list = new StringBuilder();
    for (String alias : aliases.subList(0, Math.min(aliases.size(), 5))) {
      list.append(list.length() == 0 ? "" : ", ");
      for (int i = 0; i < alias.length(); i++) {
        char c = alias.charAt(i);
        list.append(Character.isISOControl(c) ? '?' : c);
      }
    }
    return aliases.size() > 5 ? list + ", …" : list.toString();
  }
}
