package io.oauthcc.http;

import io.oauthcc.keys.FileVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What {@code javax.net.ssl.trustStore*} and {@code keyStore*} name, or the JRE's own trust, read
 * as the JRE's default context reads it (JSSE Reference Guide, "Customizing the Default Keystores"
 * and "... Truststores"). Read when needed: many programs name their stores in {@code main}, and
 * the operator who names none for the agent wants it to follow.
 */
final class JreStores {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String KEY_STORE = "javax.net.ssl.keyStore";

  private JreStores() {}

  /** A trust store that is missing would be, to the JRE, one that trusts nobody. */
  static TrustManager[] trust(JreProvider provider) throws IOException, GeneralSecurityException {
    String location = System.getProperty(TRUST_STORE, "");
    check(location);
    TrustManagerFactory factory = provider.trust();
    factory.init((KeyStore) null);
    return factory.getTrustManagers();
  }

  /** Equal as long as {@link #trust} would give the same. */
  static List<Object> trustVersion() {
    List<Object> version = properties(TRUST_STORE);
    String location = System.getProperty(TRUST_STORE, "");
    if (location.isEmpty()) {
      version.add(FileVersion.of(ofJre("jssecacerts")));
      version.add(FileVersion.of(ofJre("cacerts")));
    } else {
      version.add(FileVersion.of(new File(location)));
    }
    return version;
  }

  /** The file that {@link #trust} reads. */
  static File trustFile() {
    String location = System.getProperty(TRUST_STORE, "");
    if (!location.isEmpty()) {
      return new File(location);
    }
    File own = ofJre("jssecacerts");
    return own.exists() ? own : ofJre("cacerts");
  }

  private static File ofJre(String name) {
    return new File(new File(System.getProperty("java.home", ""), "lib/security"), name);
  }

  /** For a message, where {@link #trust} trusts nobody. */
  static String whyTrustIsEmpty() {
    File file = trustFile();
    boolean named = !System.getProperty(TRUST_STORE, "").isEmpty();
    return (named ? TRUST_STORE + " names " : "the JRE's own ")
        + file
        + (named ? ", which " : " ")
        + (file.exists() ? "holds no certificate" : "does not exist");
  }

  /** The client certificate; null if no key store is named. */
  static KeyManager @Nullable [] keys(JreProvider jre)
      throws IOException, GeneralSecurityException {
    String location = System.getProperty(KEY_STORE, "");
    if (location.isEmpty()) {
      return null;
    }
    String type = System.getProperty(KEY_STORE + "Type", KeyStore.getDefaultType());
    String provider = System.getProperty(KEY_STORE + "Provider", "");
    String password = System.getProperty(KEY_STORE + "Password", "");
    char[] secret = password.isEmpty() ? null : password.toCharArray();
    KeyStore store =
        provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
    check(location);
    if (location.equals("NONE")) {
      store.load(null, secret);
    } else {
      try (InputStream in = Files.newInputStream(Paths.get(location))) {
        store.load(in, secret);
      }
    }
    KeyManagerFactory factory = jre.keys();
    try {
      factory.init(store, secret);
    } catch (UnrecoverableKeyException e) {
      if (secret != null) {
        throw e;
      }
      throw new IOException(location + " needs a password; set " + KEY_STORE + "Password", e);
    }
    return factory.getKeyManagers();
  }

  /** What is no regular file might never be read to its end. */
  private static void check(String location) throws IOException {
    File file = new File(location);
    if (!location.isEmpty() && !location.equals("NONE") && !file.isFile()) {
      throw new IOException(location + (file.exists() ? " is no regular file" : " does not exist"));
    }
  }

  /** Equal as long as {@link #keys} would give the same. */
  static List<Object> keysVersion() {
    List<Object> version = properties(KEY_STORE);
    version.add(FileVersion.of(new File(System.getProperty(KEY_STORE, ""))));
    return version;
  }

  private static List<Object> properties(String prefix) {
    List<Object> values = new ArrayList<>();
    for (String suffix : new String[] {"", "Type", "Provider", "Password"}) {
      values.add(System.getProperty(prefix + suffix, ""));
    }
    return values;
  }
}
