package io.oauthcc.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The client certificate that {@code javax.net.ssl.keyStore*} names, read as the JRE's default
 * context reads it (JSSE Reference Guide, "Customizing the Default Keystores").
 */
final class KeyStoreProperties {

  private KeyStoreProperties() {}

  /** Null if no key store is configured. */
  static KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
    String location = System.getProperty("javax.net.ssl.keyStore", "");
    if (location.isEmpty()) {
      return null;
    }
    String type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
    String provider = System.getProperty("javax.net.ssl.keyStoreProvider", "");
    String password = System.getProperty("javax.net.ssl.keyStorePassword", "");
    char[] secret = password.isEmpty() ? null : password.toCharArray();
    KeyStore store =
        provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
    if (location.equals("NONE")) {
      store.load(null, secret);
    } else {
      try (InputStream in = Files.newInputStream(Paths.get(location))) {
        store.load(in, secret);
      }
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, secret);
    return factory.getKeyManagers();
  }
}
