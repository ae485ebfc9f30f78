package io.oauthcc.http;

import io.oauthcc.config.JreProperties;
import io.oauthcc.config.Registration;
import io.oauthcc.keys.ClientKey;
import io.oauthcc.keys.KeyFailure;
import io.oauthcc.keys.PrivateKeys;
import io.oauthcc.keys.TrustedCertificates;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A registration's own TLS context: whom it trusts and what it shows of itself. {@link
 * SSLContext#getDefault()} may have been weakened by the application. Made anew when one of the
 * files behind it changed. Thread-safe.
 */
final class TlsContext {

  private final JreProperties jre;
  private final @Nullable TrustedCertificates trusted;
  private final @Nullable PrivateKeys keys;

  private @Nullable SSLContext context;
  private @Nullable List<Object> madeOf;
  private @Nullable List<Object> jreVersions;

  TlsContext(Registration registration, Consumer<String> warnings) {
    this.jre = registration.jreProperties();
    // Asked here already so that two classes are loaded only where they are needed.
    this.trusted =
        registration.trustStore() == null ? null : TrustedCertificates.of(registration, warnings);
    this.keys = registration.keyStore() == null ? null : PrivateKeys.forTls(registration, warnings);
  }

  /**
   * The context as of now.
   *
   * @throws HttpFailure if a store cannot be used and never could
   */
  synchronized SSLContext current() throws HttpFailure {
    try {
      List<Object> versions = jreVersions();
      jreVersions = versions;
      List<X509Certificate> trust = trusted == null ? null : trusted.get();
      List<ClientKey> client = keys == null ? null : keys.all();
      List<Object> parts = new ArrayList<>(versions);
      parts.add(trust == null ? "" : trust);
      parts.add(client == null ? "" : client);
      SSLContext last = context;
      if (last != null && parts.equals(madeOf)) {
        return last;
      }
      SSLContext made = make(trust, client);
      context = made;
      madeOf = parts;
      return made;
    } catch (KeyFailure e) {
      throw new HttpFailure("TLS: the " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new HttpFailure(
          "TLS: this JVM gives none: " + e.getMessage() + JsseProperties.aboutProtocols(), e);
    } catch (IOException | GeneralSecurityException e) {
      throw new HttpFailure(
          "TLS: cannot read the stores that javax.net.ssl.trustStore and javax.net.ssl.keyStore"
              + " name, or the JRE's own ("
              + JreStores.trustFile(jre)
              + "): "
              + e.getMessage(),
          e);
    }
  }

  /** Whether a file behind the context is another one than at the last {@link #current}. */
  synchronized boolean hasChanged() {
    return (trusted != null && trusted.hasChanged())
        || (keys != null && keys.hasChanged())
        || (jreVersions != null && !jreVersions.equals(jreVersions()));
  }

  private List<Object> jreVersions() {
    List<Object> versions = new ArrayList<>();
    if (trusted == null) {
      versions.addAll(JreStores.trustVersion(jre));
    }
    if (keys == null) {
      versions.add(JreStores.keysVersion(jre));
    }
    return versions;
  }

  private SSLContext make(@Nullable List<X509Certificate> trust, @Nullable List<ClientKey> client)
      throws IOException, GeneralSecurityException {
    JreProvider provider = JreProvider.find();
    SSLContext context = provider.context();
    context.init(
        client == null
            ? JreStores.keys(jre, provider)
            : new KeyManager[] {new ClientCertificates(client)},
        trust == null ? JreStores.trust(jre, provider) : trust(trust, provider),
        null);
    return context;
  }

  private TrustManager[] trust(List<X509Certificate> certificates, JreProvider provider)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate certificate : certificates) {
      anchors.add(new TrustAnchor(certificate, null));
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, null);
    // As the JRE decides it for its own trust.
    parameters.setRevocationEnabled(
        jre.get("com.sun.net.ssl.checkRevocation").equalsIgnoreCase("true"));
    TrustManagerFactory factory = provider.trust();
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory.getTrustManagers();
  }

  /** For a message, where nobody is trusted. */
  String whyTrustIsEmpty() {
    return JreStores.whyTrustIsEmpty(jre);
  }

  /** Where the trusted authorities are named, for a message: {@code trust-store ca.pem}. */
  String trustName() {
    return trusted == null ? "trust-store" : trusted.toString();
  }

  /** Where the client's certificate is named, for a message; null if there is none. */
  @Nullable String keyName() {
    return keys == null ? null : keys.toString();
  }
}
