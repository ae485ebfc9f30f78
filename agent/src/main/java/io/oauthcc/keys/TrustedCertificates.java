package io.oauthcc.keys;

import io.oauthcc.config.Registration;
import io.oauthcc.config.StoreFile;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The certificates in a trust store or a PEM bundle, which may be replaced while the application
 * runs: it is read again when it changed, and its last good content stays in use while it cannot be
 * read. Thread-safe.
 */
public final class TrustedCertificates {

  private final String name;
  private final Rotating<List<X509Certificate>> certificates;

  private TrustedCertificates(String name, Rotating<List<X509Certificate>> certificates) {
    this.name = name;
    this.certificates = certificates;
  }

  /**
   * Those of {@code trust-store}; null if it is not configured.
   *
   * @param warnings told once each time the file turns unusable after it was good
   */
  public static @Nullable TrustedCertificates of(
      Registration registration, Consumer<String> warnings) {
    StoreFile store = registration.trustStore();
    return store == null
        ? null
        : new TrustedCertificates(
            "trust-store " + store,
            new Rotating<>(Collections.singletonList(store.file()), () -> read(store), warnings));
  }

  private static List<X509Certificate> read(StoreFile store) throws KeyFailure {
    try {
      byte[] content = FileContent.of(store.file());
      boolean pem = PemBlock.isPem(content, store);
      if (!pem) {
        return StoreContent.of(content, store, "trust-store").trusted();
      }
      List<X509Certificate> certificates = PemCertificates.in(PemBlock.all(content));
      if (certificates.isEmpty()) {
        throw new Unusable("holds no certificate (-----BEGIN CERTIFICATE-----)");
      }
      return Collections.unmodifiableList(certificates);
    } catch (Unusable e) {
      throw e.in("trust-store " + store);
    }
  }

  /**
   * At least one; the same list while the file did not change.
   *
   * @throws KeyFailure if there never was a usable file
   */
  public List<X509Certificate> get() throws KeyFailure {
    return certificates.get();
  }

  /**
   * Whether the file is another one than at the last {@link #get}; false if that was never called.
   * Looks at the file's attributes only.
   */
  public boolean hasChanged() {
    return certificates.hasChanged();
  }

  /** Where the certificates come from. */
  @Override
  public String toString() {
    return name;
  }
}
