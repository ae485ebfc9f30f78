package io.oauthcc.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one registration ask of each other: which need, exclude or outdo others. Loaded
 * only where one of those is set that do.
 */
final class CrossChecks {

  /** RFC 7518 §3.2: a key for HS256 is as long as its hash. */
  private static final int LEAST_SECRET = 32;

  private final @Nullable String id;
  private final Values values;
  private final Settings settings;

  /**
   * @param id null for the unnamed registration
   */
  CrossChecks(@Nullable String id, Values values, Settings settings) {
    this.id = id;
    this.values = values;
    this.settings = settings;
  }

  /** How the client authenticates, or null for the default, whose class no start need load. */
  private @Nullable ClientAuthenticationMethod method() {
    return values.setting(Key.CLIENT_AUTHENTICATION_METHOD) == null
        ? null
        : values.word(Key.CLIENT_AUTHENTICATION_METHOD, ClientAuthenticationMethod.values());
  }

  /** Whether the client sends its secret, or signs with it. */
  boolean needSecret() {
    ClientAuthenticationMethod method = method();
    return method == null || method.usesSecret();
  }

  /** Warns about what has a value to no purpose, and drops it unread. */
  void dropUnused() {
    ClientAuthenticationMethod method = method();
    if (method != null && !method.usesSecret()) {
      drop(
          ", client-authentication-method is " + method.value(),
          Key.CLIENT_SECRET,
          Key.CLIENT_SECRET_FILE);
    }
    if (!values.has(Key.TRUST_STORE)) {
      drop("; trust-store is not set", Key.TRUST_STORE_PASSWORD, Key.TRUST_STORE_TYPE);
    }
    boolean keyStore = values.has(Key.KEY_STORE);
    if (!keyStore) {
      String why = "; key-store is not set";
      drop(why, Key.KEY_STORE_PASSWORD, Key.KEY_STORE_TYPE, Key.KEY_STORE_ALIAS);
    }
    if (!keyStore && (method == null || !method.usesPrivateKey())) {
      drop(
          "; it is for client-authentication-method=private_key_jwt, or for a key-store that is a"
              + " PEM file with the certificate alone",
          Key.PRIVATE_KEY_FILE,
          Key.PRIVATE_KEY_PASSWORD);
    } else if (!values.has(Key.PRIVATE_KEY_FILE)) {
      drop("; private-key-file is not set", Key.PRIVATE_KEY_PASSWORD);
    }
    if (method == null || !method.usesAssertion()) {
      drop(
          "; it is for client-authentication-method=private_key_jwt or client_secret_jwt",
          Key.KEY_ID,
          Key.SIGNING_ALGORITHM,
          Key.ASSERTION_AUDIENCE,
          Key.ASSERTION_LIFETIME);
    }
  }

  private void drop(String why, Key... keys) {
    for (Key key : keys) {
      Setting setting = values.setting(key);
      if (setting != null && !setting.value().isEmpty()) {
        settings.warn(setting, "is not used" + why);
      }
      values.drop(key);
    }
  }

  /**
   * Complains about what does not go together. To be called when all is read.
   *
   * @param endpoint token endpoint or issuer, or null
   * @param secret the client's, or null
   * @param jreKeyStore whether {@code javax.net.ssl.keyStore} names one
   */
  void check(@Nullable URI endpoint, @Nullable SecretSource secret, boolean jreKeyStore) {
    warnAboutInsecureHttp();
    checkClientId();
    ClientAuthenticationMethod method = method();
    if (method != null) {
      checkProof(method, endpoint, secret, jreKeyStore);
    }
    checkTokenCall();
  }

  /** What {@code allow-insecure-http} lets happen is told at every start. */
  private void warnAboutInsecureHttp() {
    boolean endpoint = values.isTrue(Key.ALLOW_INSECURE_HTTP);
    if (endpoint || values.is(Key.ALLOW_INSECURE_HTTP, "targets")) {
      settings.warn(
          "registration "
              + RegistrationReader.name(id)
              + ": allow-insecure-http="
              + (endpoint ? "true lets access tokens and the secret" : "targets lets access tokens")
              + " travel readable over plain http");
    }
  }

  private void checkClientId() {
    Setting clientId = values.setting(Key.CLIENT_ID);
    ClientAuthenticationMethod method = method();
    if (clientId != null
        && clientId.value().indexOf(':') >= 0
        && values.is(Key.BASIC_ENCODING, "raw")
        && (method == null || method == ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
      settings.wrong(
          clientId,
          "has a colon, which HTTP Basic cannot carry unencoded (RFC 7617 §2); take out"
              + " basic-encoding=raw, or set client-authentication-method=client_secret_post");
    }
  }

  private void checkProof(
      ClientAuthenticationMethod method,
      @Nullable URI endpoint,
      @Nullable SecretSource secret,
      boolean jreKeyStore) {
    boolean keyStore = values.has(Key.KEY_STORE);
    if (method.usesPrivateKey() && !values.has(Key.PRIVATE_KEY_FILE) && !keyStore) {
      missing(
          Key.PRIVATE_KEY_FILE,
          "/etc/oauthcc/client-key.pem",
          "private_key_jwt signs with it, or with the key in key-store");
    }
    if (method.usesAssertion()) {
      checkAlgorithm(method);
    }
    if (method == ClientAuthenticationMethod.CLIENT_SECRET_JWT && secret != null) {
      checkLength(secret);
    }
    if (method.usesCertificate()) {
      checkCertificate(method, keyStore || jreKeyStore, endpoint);
    }
  }

  private void checkAlgorithm(ClientAuthenticationMethod method) {
    Setting setting = values.setting(Key.SIGNING_ALGORITHM);
    boolean withKey = method.usesPrivateKey();
    String algorithms = withKey ? "RS256, PS256 or ES256" : "HS256";
    if (setting != null
        && !setting.value().isEmpty()
        && !Values.isOneOf(algorithms, setting.value())) {
      settings.wrong(
          setting,
          method.value()
              + " signs with "
              + algorithms
              + (withKey ? "; write one of them" : "; write that"));
    }
  }

  private void checkLength(SecretSource secret) {
    Setting setting = values.setting(Key.CLIENT_SECRET);
    setting = setting == null ? values.setting(Key.CLIENT_SECRET_FILE) : setting;
    int length;
    try {
      length = secret.get().reveal().getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      // The reader of the secret has complained already.
      return;
    }
    if (setting != null && length < LEAST_SECRET) {
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
    Setting setting = values.setting(Key.CLIENT_AUTHENTICATION_METHOD);
    if (!hasKeyStore) {
      missing(
          Key.KEY_STORE,
          "/etc/oauthcc/client.p12",
          method.value() + " shows its certificate; javax.net.ssl.keyStore would do as well");
    } else if (setting != null
        && endpoint != null
        && "http".equalsIgnoreCase(endpoint.getScheme())) {
      settings.wrong(setting, "shows a certificate in TLS, but the token endpoint is plain http");
    }
  }

  private void missing(Key key, String example, String why) {
    settings.problems().add(Complaint.aboutMissing(id, key, example) + " (" + why + ")");
  }

  private void checkTokenCall() {
    Setting method = values.setting(Key.TOKEN_REQUEST_METHOD);
    if (method != null && values.is(Key.TOKEN_REQUEST_METHOD, "GET")) {
      checkGet(method);
    }
    Setting ahead = values.setting(Key.REFRESH_AHEAD);
    if (ahead != null && values.isRight(Key.REFRESH_AHEAD) && values.isRight(Key.EXPIRY_MARGIN)) {
      checkAhead(ahead);
    }
    Setting first = values.setting(Key.RETRY_BACKOFF);
    Setting most = values.setting(Key.RETRY_MAX_BACKOFF);
    if ((first != null || most != null)
        && values.isRight(Key.RETRY_BACKOFF)
        && values.isRight(Key.RETRY_MAX_BACKOFF)) {
      checkBackoff(first, most);
    }
  }

  private void checkGet(Setting setting) {
    Setting format = values.setting(Key.TOKEN_REQUEST_FORMAT);
    if (format != null && values.is(Key.TOKEN_REQUEST_FORMAT, "json")) {
      settings.wrong(
          setting, "has no body that could be JSON; write POST, or take out " + format.place());
      return;
    }
    ClientAuthenticationMethod method = method();
    String exposed = "all parameters are";
    if (method == ClientAuthenticationMethod.CLIENT_SECRET_POST) {
      exposed = "the client's secret is";
    } else if (method != null && method.usesAssertion()) {
      exposed = "the client's assertion is";
    }
    settings.warnWithValue(
        setting,
        "RFC 6749 §3.2 knows POST only; "
            + exposed
            + " in the URL, which servers and proxies write into their logs");
  }

  private void checkAhead(Setting ahead) {
    Duration margin = values.duration(Key.EXPIRY_MARGIN);
    if (values.duration(Key.REFRESH_AHEAD).compareTo(margin) <= 0) {
      settings.warnWithValue(
          ahead,
          "is not longer than expiry-margin ("
              + margin.toMillis()
              + "ms): requests will wait at each renewal");
    }
  }

  /** Names the key that is set; the other one may be a default. */
  private void checkBackoff(@Nullable Setting first, @Nullable Setting most) {
    Duration backoff = values.duration(Key.RETRY_BACKOFF);
    Duration longest = values.duration(Key.RETRY_MAX_BACKOFF);
    if (longest.compareTo(backoff) >= 0) {
      return;
    }
    if (most != null) {
      settings.wrong(
          most, "is shorter than retry.backoff (" + backoff.toMillis() + "ms); raise it");
    } else if (first != null) {
      settings.wrong(
          first,
          "is longer than retry.max-backoff ("
              + longest.toMillis()
              + "ms); set that to as much at least");
    }
  }
}
