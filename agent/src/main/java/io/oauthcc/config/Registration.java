package io.oauthcc.config;

import io.oauthcc.target.Target;
import io.oauthcc.target.TargetOwner;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One set of client credentials, its token endpoint and the hosts it serves. A plain key's accessor
 * converts its text, which was checked at start. Immutable; prints no secret.
 */
public final class Registration implements TargetOwner {

  private static final String[] JRE_PROPERTIES = {
    "http.proxyHost",
    "http.proxyPort",
    "https.proxyHost",
    "https.proxyPort",
    "http.nonProxyHosts",
    "javax.net.ssl.trustStore",
    "javax.net.ssl.trustStoreType",
    "javax.net.ssl.trustStoreProvider",
    "javax.net.ssl.trustStorePassword",
    "javax.net.ssl.keyStore",
    "javax.net.ssl.keyStoreType",
    "javax.net.ssl.keyStoreProvider",
    "javax.net.ssl.keyStorePassword",
    "com.sun.net.ssl.checkRevocation",
    "java.home",
  };

  private final String id;
  private final Values values;
  private final Map<String, String> jre;

  // What each request asks for is converted once, and not at start, which needs no class of theirs.
  // A race does it twice, to the same end.
  private @Nullable ExistingAuthorization existingAuthorization;
  private @Nullable OnTokenFailure onTokenFailure;
  private @Nullable OnUnauthorized onUnauthorized;
  private @Nullable Set<Integer> unauthorizedStatus;
  private @Nullable Duration acquireTimeout;

  /**
   * @param values checked; of this registration alone, and not changed any more
   * @param jre what {@link #propertiesOfJre} gives
   */
  Registration(String id, Values values, Map<String, String> jre) {
    this.id = id;
    this.values = values;
    this.jre = jre;
  }

  /** Its name: {@code default} for the unnamed one. */
  @Override
  public String id() {
    return id;
  }

  @Override
  public String keyName(String key) {
    return RegistrationReader.keyPrefix(id.equals("default") ? null : id) + key;
  }

  /** The targets it serves. */
  @Override
  public List<Target> hosts() {
    return targets(Key.HOSTS);
  }

  /** The targets it never serves, whatever {@link #hosts} says. */
  @Override
  public List<Target> exclude() {
    return targets(Key.EXCLUDE);
  }

  @SuppressWarnings("unchecked")
  private List<Target> targets(Key key) {
    Object targets = values.made(key);
    return targets == null ? Collections.<Target>emptyList() : (List<Target>) targets;
  }

  /**
   * The token endpoint, exactly as written: final slash and query kept. Null where {@link
   * #issuerUri} has it discovered.
   */
  @Override
  public @Nullable URI tokenUri() {
    return (URI) values.made(Key.TOKEN_URI);
  }

  /** The issuer whose metadata names the token endpoint, exactly as written, or null. */
  @Override
  public @Nullable URI issuerUri() {
    return (URI) values.made(Key.ISSUER_URI);
  }

  /** The token endpoint, or the issuer, for messages: without a query, which may hold a secret. */
  public String tokenEndpointName() {
    String text = String.valueOf(tokenUri() == null ? issuerUri() : tokenUri());
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  /** The client identifier, RFC 6749 §2.2. */
  public String clientId() {
    return values.required(Key.CLIENT_ID);
  }

  /** The client secret, or null for a client without one. */
  public @Nullable SecretSource clientSecret() {
    return (SecretSource) values.made(Key.CLIENT_SECRET);
  }

  /** What a private key signs assertions with; a secret has {@code HS256} alone. */
  public SigningAlgorithm signingAlgorithm() {
    return values.word(Key.SIGNING_ALGORITHM, SigningAlgorithm.values());
  }

  /** The {@code kid} header of an assertion, or null for none (RFC 7515 §4.1.4). */
  public @Nullable String keyId() {
    return values.text(Key.KEY_ID);
  }

  /** Whom an assertion is for; null: the issuer if it is known, else the token endpoint. */
  public @Nullable String assertionAudience() {
    return values.text(Key.ASSERTION_AUDIENCE);
  }

  /** From an assertion's {@code iat} to its {@code exp}. */
  public Duration assertionLifetime() {
    return values.duration(Key.ASSERTION_LIFETIME);
  }

  /**
   * How the client authenticates at the token endpoint. Null only with {@link #issuerUri}: then it
   * is the first of {@code client_secret_basic} and {@code client_secret_post} that the metadata
   * lists.
   */
  public @Nullable ClientAuthenticationMethod clientAuthenticationMethod() {
    return issuerUri() != null && values.setting(Key.CLIENT_AUTHENTICATION_METHOD) == null
        ? null
        : values.word(Key.CLIENT_AUTHENTICATION_METHOD, ClientAuthenticationMethod.values());
  }

  /** Whether id and secret are form-encoded before they become a Basic header. */
  public BasicEncoding basicEncoding() {
    return values.word(Key.BASIC_ENCODING, BasicEncoding.values());
  }

  /** The method of the token request. */
  public TokenRequestMethod tokenRequestMethod() {
    return values.word(Key.TOKEN_REQUEST_METHOD, TokenRequestMethod.values());
  }

  /** The body of the token request. */
  public TokenRequestFormat tokenRequestFormat() {
    return values.word(Key.TOKEN_REQUEST_FORMAT, TokenRequestFormat.values());
  }

  /** Extra parameters of the token request, in the order written. The values are secret. */
  public Map<String, String> tokenRequestParameters() {
    return extra(Key.TOKEN_REQUEST_PARAMETER);
  }

  /** Extra headers of the token request, in the order written. The values are secret. */
  public Map<String, String> tokenRequestHeaders() {
    return extra(Key.TOKEN_REQUEST_HEADER);
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> extra(Key family) {
    Object extra = values.made(family);
    return extra == null ? Collections.<String, String>emptyMap() : (Map<String, String>) extra;
  }

  /** Scope tokens, one space between two of them (RFC 6749 §3.3), or null. */
  public @Nullable String scope() {
    return values.scopes(Key.SCOPE);
  }

  /** The {@code audience} parameter, or null. */
  public @Nullable String audience() {
    return values.text(Key.AUDIENCE);
  }

  /** The {@code resource} parameters (RFC 8707); may be empty. */
  public List<String> resource() {
    return values.list(Key.RESOURCE);
  }

  /** Whether a refresh token that the server gives is used. */
  public RefreshTokens refreshTokens() {
    return values.word(Key.REFRESH_TOKEN, RefreshTokens.values());
  }

  /** A token's lifetime where the server does not tell. */
  public Duration defaultExpiresIn() {
    return values.duration(Key.DEFAULT_EXPIRES_IN);
  }

  /**
   * How long before its expiry a token counts as expired. Of the default at most 10 % of the
   * lifetime is used, of any other value at most half of it.
   */
  public Duration expiryMargin() {
    return values.duration(Key.EXPIRY_MARGIN);
  }

  /** Whether {@link #expiryMargin} is the default. */
  public boolean hasDefaultExpiryMargin() {
    return expiryMargin()
        .equals(Durations.required(String.valueOf(Key.EXPIRY_MARGIN.defaultValue())));
  }

  /**
   * How long before expiry the background renewal starts, or null for 20 % of the lifetime, at most
   * 300 s.
   */
  public @Nullable Duration refreshAhead() {
    return values.has(Key.REFRESH_AHEAD) ? values.duration(Key.REFRESH_AHEAD) : null;
  }

  /** What happens to a value the application set itself. */
  public ExistingAuthorization existingAuthorization() {
    ExistingAuthorization value = existingAuthorization;
    if (value == null) {
      value = values.word(Key.EXISTING_AUTHORIZATION, ExistingAuthorization.values());
      existingAuthorization = value;
    }
    return value;
  }

  /** Which characters a token may have. */
  public TokenCharset tokenCharset() {
    return values.word(Key.TOKEN_CHARSET, TokenCharset.values());
  }

  /** The word before the token in the header. */
  public String scheme() {
    return values.required(Key.SCHEME);
  }

  /** What happens to a call without a token. */
  public OnTokenFailure onTokenFailure() {
    OnTokenFailure value = onTokenFailure;
    if (value == null) {
      value = values.word(Key.ON_TOKEN_FAILURE, OnTokenFailure.values());
      onTokenFailure = value;
    }
    return value;
  }

  /** What happens where an API refuses a token of ours. */
  public OnUnauthorized onUnauthorized() {
    OnUnauthorized value = onUnauthorized;
    if (value == null) {
      value = values.word(Key.ON_UNAUTHORIZED, OnUnauthorized.values());
      onUnauthorized = value;
    }
    return value;
  }

  /** The statuses of an answer that refuses the token, in the order written. */
  public Set<Integer> unauthorizedStatus() {
    Set<Integer> value = unauthorizedStatus;
    if (value == null) {
      value = values.statuses(Key.UNAUTHORIZED_STATUS);
      unauthorizedStatus = value;
    }
    return value;
  }

  /** The limit for connecting to the token endpoint. */
  public Duration connectTimeout() {
    return values.duration(Key.CONNECT_TIMEOUT);
  }

  /** The limit for waiting on the token endpoint's next byte. */
  public Duration readTimeout() {
    return values.duration(Key.READ_TIMEOUT);
  }

  /** The limit for all that one request of the application waits for a token. */
  public Duration acquireTimeout() {
    Duration value = acquireTimeout;
    if (value == null) {
      value = values.duration(Key.ACQUIRE_TIMEOUT);
      acquireTimeout = value;
    }
    return value;
  }

  /** Attempts in one renewal, the first included; at least 1. */
  public int retryMaxAttempts() {
    return values.number(Key.RETRY_MAX_ATTEMPTS);
  }

  /** The longest wait before the second attempt; doubles with each that follows. */
  public Duration retryBackoff() {
    return values.duration(Key.RETRY_BACKOFF);
  }

  /** What the waits double up to. */
  public Duration retryMaxBackoff() {
    return values.duration(Key.RETRY_MAX_BACKOFF);
  }

  /** What the pauses after fatal answers double up to. */
  public Duration retryFatalPause() {
    return values.duration(Key.RETRY_FATAL_PAUSE);
  }

  /** The proxy for the token call; null: what the JRE's properties say. */
  public @Nullable ProxyServer proxy() {
    return (ProxyServer) values.made(Key.PROXY);
  }

  /** Where the JRE's own proxies and stores are, for what this registration does not say. */
  public JreProperties jreProperties() {
    return new JreProperties(jre);
  }

  /** A copy of those that {@link JreProperties}, a class that no start needs, is about. */
  static Map<String, String> propertiesOfJre(Properties properties) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < JRE_PROPERTIES.length; i++) {
      String value = properties.getProperty(JRE_PROPERTIES[i]);
      if (value != null) {
        values.put(JRE_PROPERTIES[i], value);
      }
    }
    return values;
  }

  /** The client's private key in a file of its own, or null. */
  public @Nullable KeyFile privateKey() {
    return (KeyFile) values.made(Key.PRIVATE_KEY_FILE);
  }

  /** Whom the token call trusts; null: as {@code javax.net.ssl.trustStore} or the JRE says. */
  public @Nullable StoreFile trustStore() {
    return (StoreFile) values.made(Key.TRUST_STORE);
  }

  /** The client's certificate and key; null: as {@code javax.net.ssl.keyStore} says. */
  public @Nullable StoreFile keyStore() {
    return (StoreFile) values.made(Key.KEY_STORE);
  }

  /** Whether the token endpoint may be plain http on a host that is not this machine. */
  public boolean insecureTokenUriAllowed() {
    return values.isTrue(Key.ALLOW_INSECURE_HTTP);
  }

  @Override
  public String toString() {
    return "registration "
        + id
        + " (client "
        + clientId()
        + " at "
        + tokenEndpointName()
        + ", hosts "
        + hosts()
        + ")";
  }

  /** What is done to client id and secret before they become an HTTP Basic header. */
  public enum BasicEncoding {
    /** Each is form-encoded first, as RFC 6749 §2.3.1 asks. */
    RFC6749,
    /** Neither is encoded, as many servers expect. */
    RAW
  }

  /** What happens to an {@code Authorization} value that the application put on a hop itself. */
  public enum ExistingAuthorization {
    /** It stays, and the hop gets no token. */
    KEEP,
    /** The token takes its place. */
    REPLACE
  }

  /** What happens to a call for which there is no token. */
  public enum OnTokenFailure {
    /** It fails with {@link java.io.IOException}. */
    FAIL,
    /** It goes out without a token, and a warning is logged. */
    SEND
  }

  /** What happens where an API refuses a token of ours. */
  public enum OnUnauthorized {
    /** The token is evicted and renewed, and the call sent once more if its body can be. */
    RETRY,
    /** The token is evicted; the call ends with the refusal, and the next one has a new token. */
    EVICT,
    /** Nothing. */
    IGNORE
  }

  /** What becomes of a refresh token in an answer to client credentials (RFC 6749 §4.4.3). */
  public enum RefreshTokens {
    /** The next renewal uses it; whatever fails, client credentials follow at once. */
    AUTO,
    /** It is ignored. */
    NEVER
  }

  /** How a client's assertion is signed: names of RFC 7518 §3.1. */
  public enum SigningAlgorithm {
    /** RSA, PKCS #1 v1.5. */
    RS256,
    /** RSA, PSS. */
    PS256,
    /** Elliptic curve P-256. */
    ES256,
    /** HMAC with the client's secret: for {@code client_secret_jwt} alone. */
    HS256
  }

  /** The characters an access token may have. */
  public enum TokenCharset {
    /** {@code b64token} of RFC 6750 §2.1: letters, digits, {@code -._~+/}, then any {@code =}. */
    B68TOKEN,
    /** Any visible ASCII. */
    VCHAR
  }

  /** The body of a token request. */
  public enum TokenRequestFormat {
    /** {@code application/x-www-form-urlencoded}, RFC 6749 §4.4.2. */
    FORM,
    /** One flat JSON object of the same parameters. */
    JSON
  }

  /** How a token request is sent. */
  public enum TokenRequestMethod {
    /** RFC 6749 §3.2: the client must use this one. */
    POST,
    /** For servers that know nothing else: all parameters, the secret too, are in the URL. */
    GET
  }
}
