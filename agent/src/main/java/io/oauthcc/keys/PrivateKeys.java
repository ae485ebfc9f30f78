package io.oauthcc.keys;

import io.oauthcc.config.KeyFile;
import io.oauthcc.config.Registration;
import io.oauthcc.config.StoreFile;
import java.io.File;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The private keys in a file, which may be replaced while the application runs: it is read again
 * when it changed, and its last good content stays in use while it cannot be read. Thread-safe.
 */
public final class PrivateKeys {

  private final String name;
  private final Rotating<List<ClientKey>> keys;

  private PrivateKeys(String name, Rotating<List<ClientKey>> keys) {
    this.name = name;
    this.keys = keys;
  }

  /**
   * The key the client signs with: that of {@code private-key-file}, else that of {@code
   * key-store}; null if neither is configured.
   *
   * @param warnings told once each time a file turns unusable after it was good
   */
  public static @Nullable PrivateKeys forSigning(
      Registration registration, Consumer<String> warnings) {
    KeyFile file = registration.privateKey();
    if (file == null) {
      return forTls(registration, warnings);
    }
    String name = "private-key-file " + file;
    Rotating.Reading<List<ClientKey>> reading =
        () -> {
          try {
            PrivateKey key = key(file);
            return Collections.singletonList(new ClientKey(key, Collections.emptyList()));
          } catch (Unusable e) {
            throw e.in(name);
          }
        };
    return new PrivateKeys(
        name, new Rotating<>(Collections.singletonList(file.file()), reading, warnings));
  }

  /**
   * The keys and certificates the client shows in a TLS handshake: those of {@code key-store}; null
   * if it is not configured. A PEM file without a key takes that of {@code private-key-file}.
   *
   * @param warnings told once each time a file turns unusable after it was good
   */
  public static @Nullable PrivateKeys forTls(Registration registration, Consumer<String> warnings) {
    StoreFile store = registration.keyStore();
    if (store == null) {
      return null;
    }
    KeyFile keyOfPem = registration.privateKey();
    List<File> files = new ArrayList<>();
    files.add(store.file());
    if (keyOfPem != null) {
      files.add(keyOfPem.file());
    }
    return new PrivateKeys(
        "key-store " + store, new Rotating<>(files, () -> read(store, keyOfPem), warnings));
  }

  private static List<ClientKey> read(StoreFile store, @Nullable KeyFile keyOfPem)
      throws KeyFailure {
    try {
      byte[] content = FileContent.of(store.file());
      boolean pem = PemBlock.isPem(content, store);
      return Collections.unmodifiableList(
          pem
              ? Collections.singletonList(pem(content, store, keyOfPem))
              : StoreContent.of(content, store, "key-store").keys(store.alias()));
    } catch (Unusable e) {
      throw e.in("key-store " + store);
    }
  }

  private static ClientKey pem(byte[] content, StoreFile store, @Nullable KeyFile keyOfPem)
      throws Unusable, KeyFailure {
    List<PemBlock> blocks = PemBlock.all(content);
    List<X509Certificate> certificates = PemCertificates.in(blocks);
    if (certificates.isEmpty()) {
      throw new Unusable("holds no certificate (-----BEGIN CERTIFICATE-----)");
    }
    PrivateKey key = PemKey.in(blocks, store.password(), "key-store-password");
    if (key == null) {
      if (keyOfPem == null) {
        throw new Unusable(
            "holds certificates but no private key; add it to the file, or name its own file by"
                + " private-key-file");
      }
      try {
        key = key(keyOfPem);
      } catch (Unusable e) {
        throw e.in("private-key-file " + keyOfPem);
      }
    }
    return new ClientKey(key, PemCertificates.chain(key, certificates));
  }

  private static PrivateKey key(KeyFile file) throws Unusable {
    byte[] content = FileContent.of(file.file());
    List<PemBlock> blocks = PemBlock.all(content);
    PrivateKey key = PemKey.in(blocks, file.password(), "private-key-password");
    if (key != null) {
      return key;
    }
    if (!blocks.isEmpty()) {
      throw new Unusable("holds no private key but " + blocks.get(0).label());
    }
    if (FileContent.storeType(content) != null) {
      throw new Unusable("is a key store; name it by key-store");
    }
    if (FileContent.isDer(content)) {
      throw new Unusable(
          "is DER; convert it to PEM: openssl pkey -inform DER -in old.der -out new.pem");
    }
    throw new Unusable("holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
  }

  /**
   * The one key there is.
   *
   * @throws KeyFailure if there never was a usable one, or there are several to choose from
   */
  public ClientKey get() throws KeyFailure {
    List<ClientKey> all = all();
    if (all.size() > 1) {
      throw new KeyFailure(
          name + " holds " + all.size() + " private keys; choose one by key-store-alias");
    }
    return all.get(0);
  }

  /**
   * All of them, at least one; the same list while no file changed.
   *
   * @throws KeyFailure if there never was a usable one
   */
  public List<ClientKey> all() throws KeyFailure {
    return keys.get();
  }

  /**
   * Whether a file is another one than at the last {@link #get} or {@link #all}; false if neither
   * was ever called. Looks at the files' attributes only.
   */
  public boolean hasChanged() {
    return keys.hasChanged();
  }

  /** Where the keys come from. */
  @Override
  public String toString() {
    return name;
  }
}
