package io.oauthcc.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every key there is: the one table that reading, checking, suggestions and help are made from. */
enum Key {
  ENABLED(Reach.GLOBAL, "enabled", "boolean", "true", "false: the agent does nothing"),
  MAIN_CLASS(
      Reach.GLOBAL, "main-class", "list", null, "main classes or jar names in which it acts"),
  CONFIG_FILE(Reach.GLOBAL, "config-file", "file", null, "a .properties file in UTF-8"),
  ON_CONFIG_ERROR(
      Reach.GLOBAL, "on-config-error", "abort or disable", "abort", "what a mistake here does"),
  LOG_LEVEL(Reach.GLOBAL, "log-level", "error, warn, info or debug", "info", "how much is logged"),
  LOG_FILE(Reach.GLOBAL, "log-file", "file", null, "where the log goes; else standard error"),
  PREFETCH(
      Reach.GLOBAL,
      "prefetch",
      "boolean",
      "false",
      "fetch each token when the first client is woven"),
  HTTP_URL_CONNECTION(
      Reach.GLOBAL,
      "instrumentation.http-url-connection.enabled",
      "boolean",
      "true",
      "weave java.net.HttpURLConnection"),
  JAVA_HTTP_CLIENT(
      Reach.GLOBAL,
      "instrumentation.java-http-client.enabled",
      "boolean",
      "true",
      "weave java.net.http.HttpClient"),
  OKHTTP(Reach.GLOBAL, "instrumentation.okhttp.enabled", "boolean", "true", "weave OkHttp"),
  DRY_RUN(Reach.GLOBAL, "dry-run", "boolean", "false", "match and fetch, but put no header on"),
  REGISTRATIONS(
      Reach.GLOBAL, "registrations", "list", null, "names of registrations set by variables only"),

  HOSTS(Reach.OWN, "hosts", "targets", null, "[scheme://]host[:port][/path-prefix], ..."),
  EXCLUDE(Reach.OWN, "exclude", "targets", null, "targets that are never authorized"),
  TOKEN_URI(Reach.REGISTRATION, "token-uri", "url", null, "the token endpoint, exactly"),
  ISSUER_URI(
      Reach.REGISTRATION,
      "issuer-uri",
      "url",
      null,
      "the issuer, whose metadata names the token endpoint; in place of token-uri"),
  CLIENT_ID(Reach.PROVIDER, "client-id", "text", null, "the client's identifier"),
  CLIENT_SECRET(Reach.PROVIDER, "client-secret", "secret", null, "the client's secret"),
  CLIENT_SECRET_FILE(
      Reach.PROVIDER, "client-secret-file", "file", null, "holds the secret; may be rotated"),
  PRIVATE_KEY_FILE(
      Reach.PROVIDER, "private-key-file", "file", null, "the client's private key, PEM"),
  PRIVATE_KEY_PASSWORD(
      Reach.PROVIDER, "private-key-password", "secret", null, "of an encrypted private key"),
  KEY_ID(Reach.PROVIDER, "key-id", "text", null, "how the server knows the key (kid)"),
  SIGNING_ALGORITHM(
      Reach.PROVIDER,
      "signing-algorithm",
      "RS256, PS256 or ES256 for a private key, HS256 for a secret",
      "RS256",
      "how the client signs; HS256 for client_secret_jwt"),
  ASSERTION_AUDIENCE(
      Reach.PROVIDER,
      "assertion-audience",
      "text",
      null,
      "whom the assertion is for; else the issuer if known, or token-uri"),
  ASSERTION_LIFETIME(
      Reach.REGISTRATION, "assertion-lifetime", "duration", "60s", "how long an assertion is good"),
  CLIENT_AUTHENTICATION_METHOD(
      Reach.REGISTRATION,
      "client-authentication-method",
      "client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt,"
          + " tls_client_auth, self_signed_tls_client_auth or none",
      "client_secret_basic",
      "how the client proves who it is"),
  BASIC_ENCODING(
      Reach.REGISTRATION,
      "basic-encoding",
      "rfc6749 or raw",
      "rfc6749",
      "whether id and secret are form-encoded in a Basic header"),
  TOKEN_REQUEST_METHOD(
      Reach.PROVIDER, "token-request.method", "POST or GET", "POST", "GET: all is in the URL"),
  TOKEN_REQUEST_FORMAT(
      Reach.PROVIDER, "token-request.format", "form or json", "form", "the token request's body"),
  TOKEN_REQUEST_PARAMETER(
      Reach.PROVIDER, "token-request.parameter.<name>", "secret", null, "an extra parameter"),
  TOKEN_REQUEST_HEADER(
      Reach.PROVIDER, "token-request.header.<name>", "secret", null, "an extra header"),
  SCOPE(Reach.REGISTRATION, "scope", "text", null, "scopes to ask for, space-separated"),
  AUDIENCE(Reach.REGISTRATION, "audience", "text", null, "the audience parameter"),
  RESOURCE(Reach.REGISTRATION, "resource", "list", null, "the resource parameters (RFC 8707)"),
  REFRESH_TOKEN(
      Reach.PROVIDER, "refresh-token", "auto or never", "auto", "whether one that comes is used"),
  DEFAULT_EXPIRES_IN(
      Reach.REGISTRATION, "default-expires-in", "duration", "300s", "where nothing else tells"),
  EXPIRY_MARGIN(
      Reach.REGISTRATION, "expiry-margin", "duration", "10s", "how long before it expires"),
  REFRESH_AHEAD(
      Reach.REGISTRATION, "refresh-ahead", "duration", null, "when renewal starts; else 20 %"),
  EXISTING_AUTHORIZATION(
      Reach.REGISTRATION,
      "existing-authorization",
      "keep or replace",
      "keep",
      "what happens to the application's own header"),
  TOKEN_CHARSET(
      Reach.REGISTRATION, "token-charset", "b68token or vchar", "b68token", "what a token holds"),
  SCHEME(Reach.REGISTRATION, "scheme", "text", "Bearer", "the word before the token"),
  ON_TOKEN_FAILURE(
      Reach.REGISTRATION, "on-token-failure", "fail or send", "fail", "a call without a token"),
  ON_UNAUTHORIZED(
      Reach.REGISTRATION,
      "on-unauthorized",
      "retry, evict or ignore",
      "retry",
      "what a refused token does"),
  UNAUTHORIZED_STATUS(
      Reach.REGISTRATION,
      "unauthorized-status",
      "list of statuses, 400 to 599",
      "401",
      "which answers refuse the token"),
  CONNECT_TIMEOUT(
      Reach.REGISTRATION, "connect-timeout", "duration", "5s", "for reaching the endpoint"),
  READ_TIMEOUT(Reach.REGISTRATION, "read-timeout", "duration", "10s", "for its answer"),
  ACQUIRE_TIMEOUT(
      Reach.REGISTRATION, "acquire-timeout", "duration", "15s", "for all that a request waits"),
  RETRY_MAX_ATTEMPTS(
      Reach.REGISTRATION,
      "retry.max-attempts",
      "number",
      "3",
      "in one renewal, the first included"),
  RETRY_BACKOFF(
      Reach.REGISTRATION, "retry.backoff", "duration", "200ms", "before the second; then doubling"),
  RETRY_MAX_BACKOFF(
      Reach.REGISTRATION, "retry.max-backoff", "duration", "10s", "what it doubles up to"),
  RETRY_FATAL_PAUSE(
      Reach.REGISTRATION, "retry.fatal-pause", "duration", "60s", "at most, after a refusal"),
  PROXY(
      Reach.REGISTRATION,
      "proxy",
      "http://[user:password@]host:port or none",
      null,
      "for the token call; else the JRE's properties"),
  TRUST_STORE(
      Reach.PROVIDER, "trust-store", "file", null, "whom the token call trusts; a store or PEM"),
  TRUST_STORE_PASSWORD(Reach.PROVIDER, "trust-store-password", "secret", null, "of trust-store"),
  TRUST_STORE_TYPE(
      Reach.PROVIDER, "trust-store-type", "text", null, "PKCS12, JKS or PEM; else its content"),
  KEY_STORE(
      Reach.PROVIDER, "key-store", "file", null, "the client's certificate and key; store or PEM"),
  KEY_STORE_PASSWORD(Reach.PROVIDER, "key-store-password", "secret", null, "of key-store"),
  KEY_STORE_TYPE(
      Reach.PROVIDER, "key-store-type", "text", null, "PKCS12, JKS or PEM; else its content"),
  KEY_STORE_ALIAS(
      Reach.PROVIDER, "key-store-alias", "text", null, "the entry to use; else whichever fits"),
  ALLOW_INSECURE_HTTP(
      Reach.PROVIDER,
      "allow-insecure-http",
      "false, targets or true",
      "false",
      "whether tokens and secrets may travel readable");

  /** Who a key speaks for. */
  enum Reach {
    /** The JVM. */
    GLOBAL,
    /** A registration; a named one inherits the unnamed value. */
    REGISTRATION,
    /** As before, but one with its own token endpoint or issuer does not inherit. */
    PROVIDER,
    /** A registration; never inherited. */
    OWN
  }

  // Here and not with their readers, which are loaded only where one of their keys is set.

  /** What {@link Choices} reads. */
  static final Key[] CHOICES = {
    CLIENT_AUTHENTICATION_METHOD,
    BASIC_ENCODING,
    TOKEN_REQUEST_FORMAT,
    EXISTING_AUTHORIZATION,
    TOKEN_CHARSET,
    ON_TOKEN_FAILURE,
  };

  /** What {@link TokenRequestReader} reads. */
  static final Key[] TOKEN_REQUEST = {TOKEN_REQUEST_METHOD, REFRESH_TOKEN};

  /** What {@link AuthenticationReader} reads. */
  static final Key[] AUTHENTICATION = {
    PRIVATE_KEY_FILE,
    PRIVATE_KEY_PASSWORD,
    KEY_ID,
    SIGNING_ALGORITHM,
    ASSERTION_AUDIENCE,
    ASSERTION_LIFETIME,
  };

  /** What {@link StoresReader} reads. */
  static final Key[] STORES = {
    TRUST_STORE,
    TRUST_STORE_PASSWORD,
    TRUST_STORE_TYPE,
    KEY_STORE,
    KEY_STORE_PASSWORD,
    KEY_STORE_TYPE,
    KEY_STORE_ALIAS,
  };

  /** What {@link RejectionReader} reads. */
  static final Key[] REJECTION = {ON_UNAUTHORIZED, UNAUTHORIZED_STATUS};

  /** What {@link TimesReader} reads. */
  static final Key[] TIMES = {
    DEFAULT_EXPIRES_IN,
    EXPIRY_MARGIN,
    REFRESH_AHEAD,
    CONNECT_TIMEOUT,
    READ_TIMEOUT,
    ACQUIRE_TIMEOUT,
  };

  /** What {@link RetryReader} reads. */
  static final Key[] RETRY = {
    RETRY_MAX_ATTEMPTS, RETRY_BACKOFF, RETRY_MAX_BACKOFF, RETRY_FATAL_PAUSE,
  };

  private static final String NAME_SUFFIX = "<name>";

  private final Reach reach;
  private final String text;
  private final String type;
  private final @Nullable String defaultValue;
  private final String help;

  Key(Reach reach, String text, String type, @Nullable String defaultValue, String help) {
    this.reach = reach;
    this.text = text;
    this.type = type;
    this.defaultValue = defaultValue;
    this.help = help;
  }

  /** The key that a name without prefix and registration means, or null. */
  static @Nullable Key find(String name) {
    for (Key key : values()) {
      if (key.isFamily()) {
        String start = key.familyStart();
        if (name.startsWith(start) && name.length() > start.length()) {
          return key;
        }
      } else if (key.text.equals(name)) {
        return key;
      }
    }
    return null;
  }

  /** The key as documented, without {@code oauthcc.}. */
  String text() {
    return text;
  }

  Reach reach() {
    return reach;
  }

  boolean isGlobal() {
    return reach == Reach.GLOBAL;
  }

  /** What a value looks like. */
  String type() {
    return type;
  }

  /** The value when nothing is set, or null. */
  @Nullable String defaultValue() {
    return defaultValue;
  }

  /** One line on what it does. */
  String help() {
    return help;
  }

  /** Whether the value is printed as {@code ***}. */
  boolean isSecret() {
    return type.equals("secret");
  }

  /**
   * Whether a value, cut at a semicolon, may leave a secret behind that cut: a password in a
   * proxy's URL, a token endpoint's query.
   */
  boolean mayEndInSecret(String value) {
    return isSecret() || this == PROXY || (this == TOKEN_URI && value.indexOf('?') >= 0);
  }

  /** Whether addresses are what the value is made of. */
  boolean isAddress() {
    return this == TOKEN_URI
        || this == ISSUER_URI
        || this == HOSTS
        || this == EXCLUDE
        || this == PROXY;
  }

  /** Whether the value is the path of a file. */
  boolean isFile() {
    return type.equals("file");
  }

  /** Whether the user gives the last part of the name. */
  boolean isFamily() {
    return text.endsWith(NAME_SUFFIX);
  }

  /** What all names of a family start with, final dot included. */
  String familyStart() {
    return text.substring(0, text.length() - NAME_SUFFIX.length());
  }

  /** The environment's spelling, without {@code OAUTHCC_}. */
  String variable() {
    return text.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
