package io.oauthcc.http;

import io.oauthcc.config.JreProperties;
import io.oauthcc.keys.FileVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
 * and "... Truststores"). The files are read when needed; which they are was known when the agent
 * came.
 */
final class JreStores {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String KEY_STORE = "javax.net.ssl.keyStore";

  private JreStores() {}

  /** A trust store that is missing would be, to the JRE, one that trusts nobody. */
  static TrustManager[] trust(JreProperties jre, JreProvider provider)
      throws IOException, GeneralSecurityException {
    check(jre.get(TRUST_STORE));
    TrustManagerFactory factory = provider.trust();
    // The JRE keeps what it has read for all its clients; but it looks where it is told to now.
    factory.init(jre.areAsTheyWere() ? null : trustStore(jre));
    return factory.getTrustManagers();
  }

  private static KeyStore trustStore(JreProperties jre)
      throws IOException, GeneralSecurityException {
    File file = trustFile(jre);
    boolean isNone = jre.get(TRUST_STORE).equals("NONE") || !file.exists();
    return load(jre, TRUST_STORE, isNone ? null : file);
  }

  /**
   * @param prefix of the properties that name the store
   * @param file null for none
   */
  private static KeyStore load(JreProperties jre, String prefix, @Nullable File file)
      throws IOException, GeneralSecurityException {
    String type = jre.get(prefix + "Type");
    String used = type.isEmpty() ? KeyStore.getDefaultType() : type;
    String provider = jre.get(prefix + "Provider");
    KeyStore store =
        provider.isEmpty() ? KeyStore.getInstance(used) : KeyStore.getInstance(used, provider);
    if (file == null) {
      store.load(null, password(jre, prefix));
    } else {
      try (InputStream in = Files.newInputStream(file.toPath())) {
        store.load(in, password(jre, prefix));
      }
    }
    return store;
  }

  private static char @Nullable [] password(JreProperties jre, String prefix) {
    String password = jre.get(prefix + "Password");
    return password.isEmpty() ? null : password.toCharArray();
  }

  /** Equal as long as {@link #trust} would give the same. */
  static List<Object> trustVersion(JreProperties jre) {
    List<Object> version = new ArrayList<>();
    String location = jre.get(TRUST_STORE);
    if (location.isEmpty()) {
      version.add(FileVersion.of(ofJre(jre, "jssecacerts")));
      version.add(FileVersion.of(ofJre(jre, "cacerts")));
    } else {
      version.add(FileVersion.of(new File(location)));
    }
    return version;
  }

  /** The file that {@link #trust} reads. */
  static File trustFile(JreProperties jre) {
    String location = jre.get(TRUST_STORE);
    if (!location.isEmpty()) {
      return new File(location);
    }
    File own = ofJre(jre, "jssecacerts");
    return own.exists() ? own : ofJre(jre, "cacerts");
  }

  private static File ofJre(JreProperties jre, String name) {
    return new File(new File(jre.get("java.home"), "lib/security"), name);
  }

  /** For a message, where {@link #trust} trusts nobody. */
  static String whyTrustIsEmpty(JreProperties jre) {
    File file = trustFile(jre);
    boolean named = !jre.get(TRUST_STORE).isEmpty();
    return (named ? TRUST_STORE + " names " : "the JRE's own ")
        + file
        + (named ? ", which " : " ")
        + (file.exists() ? "holds no certificate" : "does not exist")
        + (named && file.exists() && password(jre, TRUST_STORE) == null
            ? "; if it has a password, set " + TRUST_STORE + "Password"
            : "");
  }

  /** The client certificate; null if no key store is named. */
  static KeyManager @Nullable [] keys(JreProperties jre, JreProvider provider)
      throws IOException, GeneralSecurityException {
    String location = jre.get(KEY_STORE);
    if (location.isEmpty()) {
      return null;
    }
    check(location);
    KeyStore store = load(jre, KEY_STORE, location.equals("NONE") ? null : new File(location));
    char[] secret = password(jre, KEY_STORE);
    KeyManagerFactory factory = provider.keys();
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
  static Object keysVersion(JreProperties jre) {
    return FileVersion.of(new File(jre.get(KEY_STORE)));
  }
}
