package io.oauthcc.http;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JRE's own implementation of TLS. A provider that the application inserted in front of it may
 * trust whatever it likes and is passed over. In a JVM whose own one was taken out, as where FIPS
 * wants another, the installed one is used. Immutable.
 */
final class JreProvider {

  private static final String PKIX = "PKIX";
  private static final String TLS = "TLS";

  private final @Nullable Provider provider;

  private JreProvider(@Nullable Provider provider) {
    this.provider = provider;
  }

  static JreProvider find() {
    ClassLoader platform = platformLoader();
    for (Provider provider : Security.getProviders()) {
      ClassLoader loader = provider.getClass().getClassLoader();
      boolean ofJre = loader == null || loader == platform;
      if (ofJre
          && provider.getService("SSLContext", TLS) != null
          && provider.getService("TrustManagerFactory", PKIX) != null) {
        return new JreProvider(provider);
      }
    }
    return new JreProvider(null);
  }

  /** The extension class loader on Java 8. */
  private static ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  SSLContext context() throws NoSuchAlgorithmException {
    return provider == null ? SSLContext.getInstance(TLS) : SSLContext.getInstance(TLS, provider);
  }

  /** By name, as an application can exchange the default algorithm for one that trusts all. */
  TrustManagerFactory trust() throws NoSuchAlgorithmException {
    if (provider != null) {
      return TrustManagerFactory.getInstance(PKIX, provider);
    }
    try {
      return TrustManagerFactory.getInstance(PKIX);
    } catch (NoSuchAlgorithmException e) {
      return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    }
  }

  /** The default algorithm, unless that is of the application's making. */
  KeyManagerFactory keys() throws NoSuchAlgorithmException {
    String algorithm = KeyManagerFactory.getDefaultAlgorithm();
    if (provider == null) {
      return KeyManagerFactory.getInstance(algorithm);
    }
    boolean known = provider.getService("KeyManagerFactory", algorithm) != null;
    return KeyManagerFactory.getInstance(known ? algorithm : PKIX, provider);
  }
}
