package io.oauthcc.config;

import static io.oauthcc.config.Key.Reach.GLOBAL;
import static io.oauthcc.config.Key.Reach.OWN;
import static io.oauthcc.config.Key.Reach.PROVIDER;
import static io.oauthcc.config.Key.Reach.SHARED;
import static io.oauthcc.config.Key.Type.BOOLEAN;
import static io.oauthcc.config.Key.Type.DURATION;
import static io.oauthcc.config.Key.Type.FILE;
import static io.oauthcc.config.Key.Type.LIST;
import static io.oauthcc.config.Key.Type.NAME;
import static io.oauthcc.config.Key.Type.NUMBER;
import static io.oauthcc.config.Key.Type.PROXY_URL;
import static io.oauthcc.config.Key.Type.SCOPES;
import static io.oauthcc.config.Key.Type.SECRET;
import static io.oauthcc.config.Key.Type.STATUSES;
import static io.oauthcc.config.Key.Type.TARGETS;
import static io.oauthcc.config.Key.Type.TEXT;
import static io.oauthcc.config.Key.Type.URL;
import static io.oauthcc.config.Key.Type.WORD;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is: the one table that reading, checking, values, suggestions and help are made
 * from. A row is the key's name, whom it speaks for, its type, its default, its limits where its
 * type has some, and a line of help. A new plain key is a row here, an accessor in {@link
 * Registration} or {@link Configuration}, and its use.
 */
enum Key {
  ENABLED("enabled", GLOBAL, BOOLEAN, "true", "false: the agent does nothing"),
  MAIN_CLASS("main-class", GLOBAL, LIST, null, "main classes or jar names in which it acts"),
  CONFIG_FILE("config-file", GLOBAL, FILE, null, "a .properties file in UTF-8"),
  ON_CONFIG_ERROR(
      "on-config-error", GLOBAL, WORD, "abort", "abort or disable", "what a mistake here does"),
  LOG_LEVEL("log-level", GLOBAL, WORD, "info", "error, warn, info or debug", "how much is logged"),
  LOG_FILE("log-file", GLOBAL, FILE, null, "where the log goes; else standard error"),
  PREFETCH("prefetch", GLOBAL, BOOLEAN, "false", "fetch each token before a hop asks"),
  HTTP_URL_CONNECTION(
      "instrumentation.http-url-connection.enabled",
      GLOBAL,
      BOOLEAN,
      "true",
      "weave HttpURLConnection"),
  JAVA_HTTP_CLIENT(
      "instrumentation.java-http-client.enabled", GLOBAL, BOOLEAN, "true", "weave java.net.http"),
  OKHTTP("instrumentation.okhttp.enabled", GLOBAL, BOOLEAN, "true", "weave OkHttp"),
  DRY_RUN("dry-run", GLOBAL, BOOLEAN, "false", "match and fetch, but put no header on"),
  REGISTRATIONS(
      "registrations", GLOBAL, LIST, null, "names of registrations set by variables only"),

  HOSTS("hosts", OWN, TARGETS, null, "[scheme://]host[:port][/path-prefix], ..."),
  EXCLUDE("exclude", OWN, TARGETS, null, "targets that are never authorized"),
  TOKEN_URI("token-uri", SHARED, URL, null, "the token endpoint, exactly"),
  ISSUER_URI(
      "issuer-uri", SHARED, URL, null, "the issuer, whose metadata names the token endpoint"),
  CLIENT_ID("client-id", PROVIDER, TEXT, null, "the client's identifier"),
  CLIENT_SECRET("client-secret", PROVIDER, SECRET, null, "the client's secret"),
  CLIENT_SECRET_FILE(
      "client-secret-file", PROVIDER, FILE, null, "holds the secret; may be rotated"),
  PRIVATE_KEY_FILE("private-key-file", PROVIDER, FILE, null, "the client's private key, PEM"),
  PRIVATE_KEY_PASSWORD(
      "private-key-password", PROVIDER, SECRET, null, "of an encrypted private key"),
  KEY_ID("key-id", PROVIDER, TEXT, null, "how the server knows the key (kid)"),
  SIGNING_ALGORITHM(
      "signing-algorithm", PROVIDER, TEXT, "RS256", "RS256, PS256, ES256 by key; HS256 by secret"),
  ASSERTION_AUDIENCE(
      "assertion-audience", PROVIDER, TEXT, null, "whom it is for; else the issuer or token-uri"),
  ASSERTION_LIFETIME(
      "assertion-lifetime", SHARED, DURATION, "60s", "1s to 1h", "how long it is good"),
  CLIENT_AUTHENTICATION_METHOD(
      "client-authentication-method",
      SHARED,
      WORD,
      "client_secret_basic",
      "client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt,"
          + " tls_client_auth, self_signed_tls_client_auth or none",
      "how the client proves who it is"),
  BASIC_ENCODING(
      "basic-encoding", SHARED, WORD, "rfc6749", "rfc6749 or raw", "of id and secret in Basic"),
  TOKEN_REQUEST_METHOD(
      "token-request.method", PROVIDER, WORD, "POST", "POST or GET", "GET: all is in the URL"),
  TOKEN_REQUEST_FORMAT(
      "token-request.format", PROVIDER, WORD, "form", "form or json", "the token request's body"),
  TOKEN_REQUEST_PARAMETER(
      "token-request.parameter.<name>", PROVIDER, SECRET, null, "an extra parameter"),
  TOKEN_REQUEST_HEADER("token-request.header.<name>", PROVIDER, SECRET, null, "an extra header"),
  SCOPE("scope", SHARED, SCOPES, null, "scopes to ask for, space-separated"),
  AUDIENCE("audience", SHARED, TEXT, null, "the audience parameter"),
  RESOURCE("resource", SHARED, LIST, null, "the resource parameters (RFC 8707)"),
  REFRESH_TOKEN(
      "refresh-token", PROVIDER, WORD, "auto", "auto or never", "whether one that comes is used"),
  DEFAULT_EXPIRES_IN(
      "default-expires-in", SHARED, DURATION, "300s", "1s to 365d", "if nothing else tells"),
  EXPIRY_MARGIN("expiry-margin", SHARED, DURATION, "10s", "0s to 1d", "how long before it expires"),
  REFRESH_AHEAD(
      "refresh-ahead", SHARED, DURATION, null, "0s to 365d", "when renewal starts; else 20 %"),
  EXISTING_AUTHORIZATION(
      "existing-authorization", SHARED, WORD, "keep", "keep or replace", "the application's own"),
  TOKEN_CHARSET(
      "token-charset", SHARED, WORD, "b68token", "b68token or vchar", "what a token holds"),
  SCHEME(
      "scheme",
      SHARED,
      NAME,
      "Bearer",
      "no authentication scheme; write one word, as in Bearer",
      "the word before the token"),
  ON_TOKEN_FAILURE(
      "on-token-failure", SHARED, WORD, "fail", "fail or send", "a call without a token"),
  ON_UNAUTHORIZED(
      "on-unauthorized", SHARED, WORD, "retry", "retry, evict or ignore", "after a refused token"),
  UNAUTHORIZED_STATUS(
      "unauthorized-status", SHARED, STATUSES, "401", "400 to 599", "what refuses a token"),
  CONNECT_TIMEOUT(
      "connect-timeout", SHARED, DURATION, "5s", "1ms to 1d", "for reaching the endpoint"),
  READ_TIMEOUT("read-timeout", SHARED, DURATION, "10s", "1ms to 1d", "for its answer"),
  ACQUIRE_TIMEOUT("acquire-timeout", SHARED, DURATION, "15s", "1ms to 1d", "for all that it waits"),
  RETRY_MAX_ATTEMPTS(
      "retry.max-attempts", SHARED, NUMBER, "3", "1 to 10", "in one renewal, first included"),
  RETRY_BACKOFF(
      "retry.backoff", SHARED, DURATION, "200ms", "1ms to 1h", "before the second; then doubling"),
  RETRY_MAX_BACKOFF(
      "retry.max-backoff", SHARED, DURATION, "10s", "1ms to 1h", "what it doubles up to"),
  RETRY_FATAL_PAUSE(
      "retry.fatal-pause", SHARED, DURATION, "60s", "1s to 1d", "at most, after a refusal"),
  PROXY("proxy", SHARED, PROXY_URL, null, "http://[user:password@]host:port or none"),
  TRUST_STORE("trust-store", PROVIDER, FILE, null, "whom the token call trusts; a store or PEM"),
  TRUST_STORE_PASSWORD("trust-store-password", PROVIDER, SECRET, null, "of trust-store"),
  TRUST_STORE_TYPE(
      "trust-store-type",
      PROVIDER,
      NAME,
      null,
      "no type of store; write PKCS12, JKS or PEM",
      "else its content"),
  KEY_STORE("key-store", PROVIDER, FILE, null, "the client's certificate and key; store or PEM"),
  KEY_STORE_PASSWORD("key-store-password", PROVIDER, SECRET, null, "of key-store"),
  KEY_STORE_TYPE(
      "key-store-type",
      PROVIDER,
      NAME,
      null,
      "no type of store; write PKCS12, JKS or PEM",
      "else its content"),
  KEY_STORE_ALIAS("key-store-alias", PROVIDER, TEXT, null, "the entry to use; else whichever fits"),
  ALLOW_INSECURE_HTTP(
      "allow-insecure-http",
      PROVIDER,
      WORD,
      "false",
      "false, targets or true",
      "secrets may travel readable");

  /** Who a key speaks for. */
  enum Reach {
    /** The JVM. */
    GLOBAL,
    /** A registration; a named one inherits the unnamed value. */
    SHARED,
    /** As before, but one with its own token endpoint or issuer does not inherit. */
    PROVIDER,
    /** A registration; never inherited. */
    OWN
  }

  /** What a value's text is: {@link Values} checks it at start and converts it where it is used. */
  enum Type {
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** One of the words that its limits list, in any case. */
    WORD,
    /** A time from the first to the second of its limits. */
    DURATION,
    /** A whole number from the first to the second of its limits. */
    NUMBER,
    /** A comma list of HTTP statuses, each from the first to the second of its limits. */
    STATUSES,
    /** One line. */
    TEXT,
    /** A token of RFC 9110 §5.6.2; its limits complain about anything else. */
    NAME,
    /** Scope tokens (RFC 6749 §3.3), separated by white space. */
    SCOPES,
    /** One line of items, separated by commas. */
    LIST,
    /** Hosts, ports and paths, separated by commas. */
    TARGETS,
    /** An absolute http or https URL. */
    URL,
    /** The path of a file. */
    FILE,
    /** What no message repeats. */
    SECRET,
    /** A proxy's address, with user and password, or {@code none}. */
    PROXY_URL
  }

  private static final String NAME_SUFFIX = "<name>";
  private static final Key[] FAMILIES = {TOKEN_REQUEST_PARAMETER, TOKEN_REQUEST_HEADER};
  private static final Map<String, Key> BY_TEXT = new HashMap<>(128);

  static {
    for (Key key : values()) {
      BY_TEXT.put(key.text, key);
    }
  }

  private final String text;
  private final Reach reach;
  private final Type type;
  private final @Nullable String defaultValue;
  private final String limits;
  private final String help;

  Key(String text, Reach reach, Type type, @Nullable String defaultValue, String help) {
    this(text, reach, type, defaultValue, type == Type.BOOLEAN ? "true or false" : "", help);
  }

  Key(
      String text,
      Reach reach,
      Type type,
      @Nullable String defaultValue,
      String limits,
      String help) {
    this.text = text;
    this.reach = reach;
    this.type = type;
    this.defaultValue = defaultValue;
    this.limits = limits;
    this.help = help;
  }

  /** The key that a name without prefix and registration means, or null. */
  static @Nullable Key find(String name) {
    Key key = BY_TEXT.get(name);
    if (key == null) {
      for (Key family : FAMILIES) {
        if (name.length() > family.familyStart().length()
            && name.startsWith(family.familyStart())) {
          return family;
        }
      }
    }
    return key;
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

  Type type() {
    return type;
  }

  /** What a value may be, in words that {@link Type} explains; empty where its type says all. */
  String limits() {
    return limits;
  }

  /** The value when nothing is set, or null. The one place where it stands. */
  @Nullable String defaultValue() {
    return defaultValue;
  }

  /** One line on what it does. */
  String help() {
    return help;
  }

  /** Whether the value is printed as {@code ***}. */
  boolean isSecret() {
    return type == Type.SECRET;
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
    return type == Type.URL || type == Type.TARGETS || type == Type.PROXY_URL;
  }

  /** Whether the value is the path of a file. */
  boolean isFile() {
    return type == Type.FILE;
  }

  /** Whether the user gives the last part of the name. */
  boolean isFamily() {
    for (Key family : FAMILIES) {
      if (this == family) {
        return true;
      }
    }
    return false;
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
