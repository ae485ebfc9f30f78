package io.oauthcc.config;

import io.oauthcc.config.Registration.SigningAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client signs with, and checks that its method has what it needs. Loaded only where
 * the client does more than send its secret.
 */
final class AuthenticationReader {

  private static final long LEAST_LIFETIME = 1_000;
  private static final long MOST_LIFETIME = 3_600_000;

  /** RFC 7518 §3.2: a key for HS256 is as long as its hash. */
  private static final int LEAST_SECRET = 32;

  private static final String FOR_PRIVATE_KEY =
      "it is for client-authentication-method=private_key_jwt, or for a key-store that is a PEM"
          + " file with the certificate alone";

  private static final String FOR_ASSERTION =
      "it is for client-authentication-method=private_key_jwt";

  private final RegistrationSettings settings;

  AuthenticationReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  /**
   * To be called when the stores are read.
   *
   * @param secret where {@code source} is from, or null
   * @param source the client's secret, or null
   * @param endpoint token endpoint or issuer, or null
   * @param jreKeyStore whether {@code javax.net.ssl.keyStore} names one
   */
  void read(
      Registration.Builder builder,
      @Nullable Setting secret,
      @Nullable SecretSource source,
      @Nullable URI endpoint,
      boolean jreKeyStore) {
    ClientAuthenticationMethod method = builder.clientAuthenticationMethod();
    boolean signs = method == ClientAuthenticationMethod.PRIVATE_KEY_JWT;
    if (signs || builder.hasKeyStore()) {
      readPrivateKey(builder);
    } else {
      settings.warnUnused(FOR_PRIVATE_KEY, Key.PRIVATE_KEY_FILE, Key.PRIVATE_KEY_PASSWORD);
    }
    if (method.usesAssertion()) {
      readAssertion(builder, method);
    } else {
      settings.warnUnused(
          FOR_ASSERTION + " or client_secret_jwt",
          Key.KEY_ID,
          Key.SIGNING_ALGORITHM,
          Key.ASSERTION_AUDIENCE,
          Key.ASSERTION_LIFETIME);
    }
    if (method == ClientAuthenticationMethod.CLIENT_SECRET_JWT && secret != null) {
      checkSecret(secret, source);
    }
    if (method.usesCertificate()) {
      checkCertificate(method, builder.hasKeyStore() || jreKeyStore, endpoint);
    }
  }

  /**
   * To sign with, or as the key of a certificate: mostly two files where a platform writes them.
   */
  private void readPrivateKey(Registration.Builder builder) {
    FileAndPassword file =
        FileAndPassword.read(settings, Key.PRIVATE_KEY_FILE, Key.PRIVATE_KEY_PASSWORD);
    if (file != null) {
      builder.privateKey(new KeyFile(file.file(), file.name(), file.password()));
    } else if (!builder.hasKeyStore()) {
      settings.missing(
          Key.PRIVATE_KEY_FILE,
          "/etc/oauthcc/client-key.pem",
          "private_key_jwt signs with it, or with the key in key-store");
    }
  }

  private void readAssertion(Registration.Builder builder, ClientAuthenticationMethod method) {
    Values values = settings.values();
    Duration lifetime =
        values.duration(settings.find(Key.ASSERTION_LIFETIME), LEAST_LIFETIME, MOST_LIFETIME);
    builder.assertion(
        new Assertion(
            algorithm(settings.find(Key.SIGNING_ALGORITHM), method),
            values.text(settings.find(Key.KEY_ID)),
            values.text(settings.find(Key.ASSERTION_AUDIENCE)),
            lifetime == null ? Assertion.DEFAULT.lifetime() : lifetime));
  }

  private @Nullable SigningAlgorithm algorithm(
      @Nullable Setting setting, ClientAuthenticationMethod method) {
    if (setting == null || setting.value().isEmpty()) {
      return null;
    }
    boolean withSecret = method == ClientAuthenticationMethod.CLIENT_SECRET_JWT;
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      if (algorithm.name().equalsIgnoreCase(setting.value())
          && withSecret == (algorithm == SigningAlgorithm.HS256)) {
        return algorithm;
      }
    }
    settings
        .values()
        .wrong(
            setting,
            withSecret
                ? "client_secret_jwt signs with HS256; write that"
                : "private_key_jwt signs with RS256, PS256 or ES256; write one of them");
    return null;
  }

  private void checkSecret(Setting setting, @Nullable SecretSource source) {
    int length;
    try {
      length =
          source == null
              ? LEAST_SECRET
              : source.get().reveal().getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      // The reader of the secret has complained already.
      return;
    }
    if (length < LEAST_SECRET) {
      settings.problem(
          setting,
          "is shorter than "
              + LEAST_SECRET
              + " bytes, the least for HS256 (RFC 7518 §3.2); ask the provider for a longer"
              + " secret, or for another method than client_secret_jwt");
    }
  }

  private void checkCertificate(
      ClientAuthenticationMethod method, boolean hasKeyStore, @Nullable URI endpoint) {
    Setting setting = settings.find(Key.CLIENT_AUTHENTICATION_METHOD);
    if (!hasKeyStore) {
      settings.missing(
          Key.KEY_STORE,
          "/etc/oauthcc/client.p12",
          method.value() + " shows its certificate; javax.net.ssl.keyStore would do as well");
    } else if (setting != null
        && endpoint != null
        && "http".equalsIgnoreCase(endpoint.getScheme())) {
      settings
          .values()
          .wrong(setting, "shows a certificate in TLS, but the token endpoint is plain http");
    }
  }
}
