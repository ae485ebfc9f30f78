package io.oauthcc.http;

import io.oauthcc.config.Secret;
import io.oauthcc.config.StoreFile;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** Writes the files a registration names: {@code trust.pem}, {@code keys.p12}, ... */
final class Stores {

  static final String PASSWORD = "changeit";

  private final Path folder;

  Stores(Path folder) {
    this.folder = folder;
  }

  /** A PEM bundle to trust; one written before is replaced. */
  StoreFile pem(X509Certificate... certificates) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return file(Files.writeString(folder.resolve("trust.pem"), text), null);
  }

  /** The same as editors on Windows write it, joined: each part begins with a byte-order mark. */
  StoreFile pemWithMarks(X509Certificate... certificates) throws Exception {
    String text = Files.readString(pem(certificates).file().toPath());
    return write("trust.pem", text.replace("-----BEGIN", "\ufeff-----BEGIN"));
  }

  /** A store to trust; one written before is replaced. */
  StoreFile trust(String type, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("authority", certificate);
    return save(store, "trust.store");
  }

  /** A PKCS #12 store with a client's key and chain; one written before is replaced. */
  StoreFile keys(HeldCertificate client, X509Certificate... issuers) throws Exception {
    Certificate[] chain = new Certificate[issuers.length + 1];
    chain[0] = client.certificate();
    System.arraycopy(issuers, 0, chain, 1, issuers.length);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", client.keyPair().getPrivate(), PASSWORD.toCharArray(), chain);
    return save(store, "keys.p12");
  }

  StoreFile write(String name, String text) throws Exception {
    return file(Files.writeString(folder.resolve(name), text), null);
  }

  private StoreFile save(KeyStore store, String name) throws Exception {
    Path path = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file(path, PASSWORD);
  }

  private static StoreFile file(Path path, @Nullable String password) {
    return new StoreFile(
        path.toFile(), path.toString(), password == null ? null : Secret.of(password), null, null);
  }
}
