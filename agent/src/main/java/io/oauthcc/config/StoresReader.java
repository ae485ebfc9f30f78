package io.oauthcc.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code trust-store*} and {@code key-store*}. Loaded only where one is set. */
final class StoresReader {

  private static final String PEM = "PEM";

  private final RegistrationSettings settings;

  StoresReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  void read(Registration.Builder builder) {
    builder.trustStore(
        store(Key.TRUST_STORE, Key.TRUST_STORE_PASSWORD, Key.TRUST_STORE_TYPE, null));
    builder.keyStore(
        store(Key.KEY_STORE, Key.KEY_STORE_PASSWORD, Key.KEY_STORE_TYPE, Key.KEY_STORE_ALIAS));
  }

  private @Nullable StoreFile store(
      Key fileKey, Key passwordKey, Key typeKey, @Nullable Key aliasKey) {
    FileAndPassword file = FileAndPassword.read(settings, fileKey, passwordKey);
    if (file == null) {
      settings.warnUnused(fileKey.text() + " is not set", typeKey);
      if (aliasKey != null) {
        settings.warnUnused(fileKey.text() + " is not set", aliasKey);
      }
      return null;
    }
    String alias = aliasKey == null ? null : settings.values().text(settings.find(aliasKey));
    return new StoreFile(
        file.file(), file.name(), file.password(), type(settings.find(typeKey)), alias);
  }

  /** Whether the JRE has such a type shows when the store is opened. */
  private @Nullable String type(@Nullable Setting setting) {
    String type = settings.values().text(setting);
    if (setting == null || type == null) {
      return null;
    }
    if (!Values.isToken(type)) {
      settings.values().wrong(setting, "is no type of store; write PKCS12, JKS or PEM");
    }
    return type.toUpperCase(Locale.ROOT).equals(PEM) ? PEM : type;
  }
}
