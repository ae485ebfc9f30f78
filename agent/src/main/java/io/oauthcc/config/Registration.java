package io.oauthcc.config;

import io.oauthcc.target.Target;
import io.oauthcc.target.TargetOwner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One set of client credentials, its token endpoint and the hosts it serves. Immutable; prints no
 * secret.
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

  // Null stands for the default in fields of an enumeration or a set: no class is loaded for it at
  // start.

  private final String id;
  private final List<Target> hosts;
  private final List<Target> exclude;
  private final @Nullable URI tokenUri;
  private final @Nullable URI issuerUri;
  private final String clientId;
  private final @Nullable SecretSource clientSecret;
  private final @Nullable Assertion assertion;
  private final @Nullable ClientAuthenticationMethod clientAuthenticationMethod;
  private final @Nullable BasicEncoding basicEncoding;
  private final @Nullable TokenRequestMethod tokenRequestMethod;
  private final @Nullable TokenRequestFormat tokenRequestFormat;
  private final Map<String, String> tokenRequestParameters;
  private final Map<String, String> tokenRequestHeaders;
  private final @Nullable String scope;
  private final @Nullable String audience;
  private final List<String> resource;
  private final @Nullable RefreshTokens refreshTokens;
  // Not Duration, whose first use on Java 8 compiles a regular expression at every start.
  private final long defaultExpiresInMillis;
  private final long expiryMarginMillis;
  private final @Nullable Duration refreshAhead;
  private final @Nullable ExistingAuthorization existingAuthorization;
  private final @Nullable TokenCharset tokenCharset;
  private final String scheme;
  private final @Nullable OnTokenFailure onTokenFailure;
  private final @Nullable OnUnauthorized onUnauthorized;
  private final @Nullable Set<Integer> unauthorizedStatus;
  private final long connectTimeoutMillis;
  private final long readTimeoutMillis;
  private final long acquireTimeoutMillis;
  private final @Nullable Retry retry;
  private final @Nullable ProxyServer proxy;
  private final Map<String, String> jreProperties;
  private final @Nullable KeyFile privateKey;
  private final @Nullable StoreFile trustStore;
  private final @Nullable StoreFile keyStore;
  private final boolean insecureTokenUriAllowed;

  private Registration(Builder builder) {
    id = builder.id;
    hosts = Collections.unmodifiableList(new ArrayList<>(builder.hosts));
    exclude = Collections.unmodifiableList(new ArrayList<>(builder.exclude));
    tokenUri = builder.tokenUri;
    issuerUri = builder.issuerUri;
    if (tokenUri == null && issuerUri == null) {
      throw new NullPointerException("neither tokenUri nor issuerUri");
    }
    clientId = Objects.requireNonNull(builder.clientId, "clientId");
    clientSecret = builder.clientSecret;
    assertion = builder.assertion;
    clientAuthenticationMethod = builder.clientAuthenticationMethod;
    basicEncoding = builder.basicEncoding;
    tokenRequestMethod = builder.tokenRequestMethod;
    tokenRequestFormat = builder.tokenRequestFormat;
    tokenRequestParameters = copy(builder.tokenRequestParameters);
    tokenRequestHeaders = copy(builder.tokenRequestHeaders);
    scope = builder.scope;
    audience = builder.audience;
    resource = Collections.unmodifiableList(new ArrayList<>(builder.resource));
    refreshTokens = builder.refreshTokens;
    defaultExpiresInMillis = builder.defaultExpiresInMillis;
    expiryMarginMillis = builder.expiryMarginMillis;
    refreshAhead = builder.refreshAhead;
    existingAuthorization = builder.existingAuthorization;
    tokenCharset = builder.tokenCharset;
    scheme = builder.scheme;
    onTokenFailure = builder.onTokenFailure;
    onUnauthorized = builder.onUnauthorized;
    unauthorizedStatus = builder.unauthorizedStatus;
    connectTimeoutMillis = builder.connectTimeoutMillis;
    readTimeoutMillis = builder.readTimeoutMillis;
    acquireTimeoutMillis = builder.acquireTimeoutMillis;
    retry = builder.retry;
    proxy = builder.proxy;
    jreProperties =
        builder.jreProperties == null
            ? propertiesOfJre(System.getProperties())
            : builder.jreProperties;
    privateKey = builder.privateKey;
    trustStore = builder.trustStore;
    keyStore = builder.keyStore;
    insecureTokenUriAllowed = builder.insecureTokenUriAllowed;
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return map.isEmpty()
        ? Collections.emptyMap()
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A registration with the documented defaults, to be completed. */
  public static Builder builder(String id) {
    return new Builder(id);
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
    return hosts;
  }

  /** The targets it never serves, whatever {@link #hosts} says. */
  @Override
  public List<Target> exclude() {
    return exclude;
  }

  /**
   * The token endpoint, exactly as written: final slash and query kept. Null where {@link
   * #issuerUri} has it discovered.
   */
  @Override
  public @Nullable URI tokenUri() {
    return tokenUri;
  }

  /** The issuer whose metadata names the token endpoint, exactly as written, or null. */
  @Override
  public @Nullable URI issuerUri() {
    return issuerUri;
  }

  /** The token endpoint, or the issuer, for messages: without a query, which may hold a secret. */
  public String tokenEndpointName() {
    String text = String.valueOf(tokenUri == null ? issuerUri : tokenUri);
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  /** The client identifier, RFC 6749 §2.2. */
  public String clientId() {
    return clientId;
  }

  /** The client secret, or null for a client without one. */
  public @Nullable SecretSource clientSecret() {
    return clientSecret;
  }

  /** How the client signs an assertion of its own (RFC 7523). */
  public Assertion assertion() {
    return assertion == null ? Assertion.DEFAULT : assertion;
  }

  /**
   * How the client authenticates at the token endpoint. Null only with {@link #issuerUri}: then it
   * is the first of {@code client_secret_basic} and {@code client_secret_post} that the metadata
   * lists.
   */
  public @Nullable ClientAuthenticationMethod clientAuthenticationMethod() {
    return clientAuthenticationMethod == null && issuerUri == null
        ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
        : clientAuthenticationMethod;
  }

  /** Whether id and secret are form-encoded before they become a Basic header. */
  public BasicEncoding basicEncoding() {
    return basicEncoding == null ? BasicEncoding.RFC6749 : basicEncoding;
  }

  /** The method of the token request. */
  public TokenRequestMethod tokenRequestMethod() {
    return tokenRequestMethod == null ? TokenRequestMethod.POST : tokenRequestMethod;
  }

  /** The body of the token request. */
  public TokenRequestFormat tokenRequestFormat() {
    return tokenRequestFormat == null ? TokenRequestFormat.FORM : tokenRequestFormat;
  }

  /** Extra parameters of the token request, in the order written. The values are secret. */
  public Map<String, String> tokenRequestParameters() {
    return tokenRequestParameters;
  }

  /** Extra headers of the token request, in the order written. The values are secret. */
  public Map<String, String> tokenRequestHeaders() {
    return tokenRequestHeaders;
  }

  /** Scope tokens, one space between two of them (RFC 6749 §3.3), or null. */
  public @Nullable String scope() {
    return scope;
  }

  /** The {@code audience} parameter, or null. */
  public @Nullable String audience() {
    return audience;
  }

  /** The {@code resource} parameters (RFC 8707); may be empty. */
  public List<String> resource() {
    return resource;
  }

  /** Whether a refresh token that the server gives is used. */
  public RefreshTokens refreshTokens() {
    return refreshTokens == null ? RefreshTokens.AUTO : refreshTokens;
  }

  /** A token's lifetime where the server does not tell. */
  public Duration defaultExpiresIn() {
    return Duration.ofMillis(defaultExpiresInMillis);
  }

  /**
   * How long before its expiry a token counts as expired. Of the default of 10 s at most 10 % of
   * the lifetime is used, of any other value at most half of it.
   */
  public Duration expiryMargin() {
    return Duration.ofMillis(expiryMarginMillis);
  }

  /**
   * How long before expiry the background renewal starts, or null for 20 % of the lifetime, at most
   * 300 s.
   */
  public @Nullable Duration refreshAhead() {
    return refreshAhead;
  }

  /** What happens to a value the application set itself. */
  public ExistingAuthorization existingAuthorization() {
    return existingAuthorization == null ? ExistingAuthorization.KEEP : existingAuthorization;
  }

  /** Which characters a token may have. */
  public TokenCharset tokenCharset() {
    return tokenCharset == null ? TokenCharset.B68TOKEN : tokenCharset;
  }

  /** The word before the token in the header. */
  public String scheme() {
    return scheme;
  }

  /** What happens to a call without a token. */
  public OnTokenFailure onTokenFailure() {
    return onTokenFailure == null ? OnTokenFailure.FAIL : onTokenFailure;
  }

  /** What happens where an API refuses a token of ours. */
  public OnUnauthorized onUnauthorized() {
    return onUnauthorized == null ? OnUnauthorized.RETRY : onUnauthorized;
  }

  /** The statuses of an answer that refuses the token, in the order written. */
  public Set<Integer> unauthorizedStatus() {
    return unauthorizedStatus == null ? Collections.singleton(401) : unauthorizedStatus;
  }

  /** The limit for connecting to the token endpoint. */
  public Duration connectTimeout() {
    return Duration.ofMillis(connectTimeoutMillis);
  }

  /** The limit for waiting on the token endpoint's next byte. */
  public Duration readTimeout() {
    return Duration.ofMillis(readTimeoutMillis);
  }

  /** The limit for all that one request of the application waits for a token. */
  public Duration acquireTimeout() {
    return Duration.ofMillis(acquireTimeoutMillis);
  }

  /** How often the token endpoint is asked again, and when. */
  public Retry retry() {
    return retry == null ? Retry.DEFAULT : retry;
  }

  /** The proxy for the token call; null: what the JRE's properties say. */
  public @Nullable ProxyServer proxy() {
    return proxy;
  }

  /** Where the JRE's own proxies and stores are, for what this registration does not say. */
  public JreProperties jreProperties() {
    return new JreProperties(jreProperties);
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
    return privateKey;
  }

  /** Whom the token call trusts; null: as {@code javax.net.ssl.trustStore} or the JRE says. */
  public @Nullable StoreFile trustStore() {
    return trustStore;
  }

  /** The client's certificate and key; null: as {@code javax.net.ssl.keyStore} says. */
  public @Nullable StoreFile keyStore() {
    return keyStore;
  }

  /** Whether the token endpoint may be plain http on a host that is not this machine. */
  public boolean insecureTokenUriAllowed() {
    return insecureTokenUriAllowed;
  }

  @Override
  public String toString() {
    return "registration "
        + id
        + " (client "
        + clientId
        + " at "
        + tokenEndpointName()
        + ", hosts "
        + hosts
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

  /** Collects the values of a registration. {@link #build} may be called more than once. */
  public static final class Builder {

    private final String id;
    private List<Target> hosts = Collections.emptyList();
    private List<Target> exclude = Collections.emptyList();
    private @Nullable URI tokenUri;
    private @Nullable URI issuerUri;
    private @Nullable String clientId;
    private @Nullable SecretSource clientSecret;
    private @Nullable Assertion assertion;
    private @Nullable ClientAuthenticationMethod clientAuthenticationMethod;
    private @Nullable BasicEncoding basicEncoding;
    private @Nullable TokenRequestMethod tokenRequestMethod;
    private @Nullable TokenRequestFormat tokenRequestFormat;
    private Map<String, String> tokenRequestParameters = Collections.emptyMap();
    private Map<String, String> tokenRequestHeaders = Collections.emptyMap();
    private @Nullable String scope;
    private @Nullable String audience;
    private List<String> resource = Collections.emptyList();
    private @Nullable RefreshTokens refreshTokens;
    private long defaultExpiresInMillis = 300_000;
    private long expiryMarginMillis = 10_000;
    private @Nullable Duration refreshAhead;
    private @Nullable ExistingAuthorization existingAuthorization;
    private @Nullable TokenCharset tokenCharset;
    private String scheme = "Bearer";
    private @Nullable OnTokenFailure onTokenFailure;
    private @Nullable OnUnauthorized onUnauthorized;
    private @Nullable Set<Integer> unauthorizedStatus;
    private long connectTimeoutMillis = 5_000;
    private long readTimeoutMillis = 10_000;
    private long acquireTimeoutMillis = 15_000;
    private @Nullable Retry retry;
    private @Nullable ProxyServer proxy;
    private @Nullable Map<String, String> jreProperties;
    private @Nullable KeyFile privateKey;
    private @Nullable StoreFile trustStore;
    private @Nullable StoreFile keyStore;
    private boolean insecureTokenUriAllowed;

    private Builder(String id) {
      this.id = id;
    }

    /** Default: none, which serves nothing. */
    public Builder hosts(List<Target> hosts) {
      this.hosts = hosts;
      return this;
    }

    /** Default: none. */
    public Builder exclude(List<Target> exclude) {
      this.exclude = exclude;
      return this;
    }

    /** This or {@link #issuerUri} is required. */
    public Builder tokenUri(@Nullable URI tokenUri) {
      this.tokenUri = tokenUri;
      return this;
    }

    /** Default: null, nothing is discovered. */
    public Builder issuerUri(@Nullable URI issuerUri) {
      this.issuerUri = issuerUri;
      return this;
    }

    /** Required. */
    public Builder clientId(String clientId) {
      this.clientId = clientId;
      return this;
    }

    /** Default: null, a client without a secret. */
    public Builder clientSecret(@Nullable SecretSource clientSecret) {
      this.clientSecret = clientSecret;
      return this;
    }

    /** Default: {@link Assertion#DEFAULT}. */
    public Builder assertion(Assertion assertion) {
      this.assertion = assertion;
      return this;
    }

    /** Default: {@code client_secret_basic}; with an issuer what its metadata lists. */
    public Builder clientAuthenticationMethod(ClientAuthenticationMethod method) {
      this.clientAuthenticationMethod = method;
      return this;
    }

    ClientAuthenticationMethod clientAuthenticationMethod() {
      return clientAuthenticationMethod == null
          ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
          : clientAuthenticationMethod;
    }

    /** Whether id and secret go into a Basic header as they are. */
    boolean isRawBasic() {
      return basicEncoding == BasicEncoding.RAW
          && clientAuthenticationMethod() == ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    /** Whether the client does without a secret. */
    boolean isWithoutSecret() {
      return clientAuthenticationMethod != null && !clientAuthenticationMethod.usesSecret();
    }

    /** Whether the client signs or shows a certificate. */
    boolean needsProof() {
      return clientAuthenticationMethod != null
          && (clientAuthenticationMethod.usesAssertion()
              || clientAuthenticationMethod.usesCertificate());
    }

    boolean hasKeyStore() {
      return keyStore != null;
    }

    /** Default: {@code rfc6749}. */
    public Builder basicEncoding(BasicEncoding basicEncoding) {
      this.basicEncoding = basicEncoding;
      return this;
    }

    /** Default: {@code POST}. */
    public Builder tokenRequestMethod(TokenRequestMethod method) {
      this.tokenRequestMethod = method;
      return this;
    }

    /** Default: {@code form}. */
    public Builder tokenRequestFormat(TokenRequestFormat format) {
      this.tokenRequestFormat = format;
      return this;
    }

    /** Default: none. The map's own order is kept. */
    public Builder tokenRequestParameters(Map<String, String> parameters) {
      this.tokenRequestParameters = parameters;
      return this;
    }

    /** Default: none. The map's own order is kept. */
    public Builder tokenRequestHeaders(Map<String, String> headers) {
      this.tokenRequestHeaders = headers;
      return this;
    }

    /** Default: null, none asked for. */
    public Builder scope(@Nullable String scope) {
      this.scope = scope;
      return this;
    }

    /** Default: null, none sent. */
    public Builder audience(@Nullable String audience) {
      this.audience = audience;
      return this;
    }

    /** Default: none. */
    public Builder resource(List<String> resource) {
      this.resource = resource;
      return this;
    }

    /** Default: {@code auto}. */
    public Builder refreshTokens(RefreshTokens refreshTokens) {
      this.refreshTokens = refreshTokens;
      return this;
    }

    /** Default: 300 s. */
    public Builder defaultExpiresIn(Duration defaultExpiresIn) {
      this.defaultExpiresInMillis = defaultExpiresIn.toMillis();
      return this;
    }

    /** Default: 10 s. */
    public Builder expiryMargin(Duration expiryMargin) {
      this.expiryMarginMillis = expiryMargin.toMillis();
      return this;
    }

    /** Default: null, 20 % of the lifetime, at most 300 s. */
    public Builder refreshAhead(@Nullable Duration refreshAhead) {
      this.refreshAhead = refreshAhead;
      return this;
    }

    /** Default: {@code keep}. */
    public Builder existingAuthorization(ExistingAuthorization existingAuthorization) {
      this.existingAuthorization = existingAuthorization;
      return this;
    }

    /** Default: {@code b68token}. */
    public Builder tokenCharset(TokenCharset tokenCharset) {
      this.tokenCharset = tokenCharset;
      return this;
    }

    /** Default: {@code Bearer}. */
    public Builder scheme(String scheme) {
      this.scheme = scheme;
      return this;
    }

    /** Default: {@code fail}. */
    public Builder onTokenFailure(OnTokenFailure onTokenFailure) {
      this.onTokenFailure = onTokenFailure;
      return this;
    }

    /** Default: {@code retry}. */
    public Builder onUnauthorized(OnUnauthorized onUnauthorized) {
      this.onUnauthorized = onUnauthorized;
      return this;
    }

    /** Default: 401. */
    public Builder unauthorizedStatus(Set<Integer> statuses) {
      this.unauthorizedStatus = Collections.unmodifiableSet(new LinkedHashSet<>(statuses));
      return this;
    }

    /** Default: 5 s. */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeoutMillis = connectTimeout.toMillis();
      return this;
    }

    /** Default: 10 s. */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeoutMillis = readTimeout.toMillis();
      return this;
    }

    /** Default: 15 s. */
    public Builder acquireTimeout(Duration acquireTimeout) {
      this.acquireTimeoutMillis = acquireTimeout.toMillis();
      return this;
    }

    /** Default: {@link Retry#DEFAULT}. */
    public Builder retry(Retry retry) {
      this.retry = retry;
      return this;
    }

    /** Default: null, what the JRE's properties say. */
    public Builder proxy(@Nullable ProxyServer proxy) {
      this.proxy = proxy;
      return this;
    }

    /** Those of this moment, if none are given. */
    Builder jreProperties(Map<String, String> jreProperties) {
      this.jreProperties = jreProperties;
      return this;
    }

    /** Default: null, none. */
    public Builder privateKey(@Nullable KeyFile privateKey) {
      this.privateKey = privateKey;
      return this;
    }

    /** Default: null, the JRE's. */
    public Builder trustStore(@Nullable StoreFile trustStore) {
      this.trustStore = trustStore;
      return this;
    }

    /** Default: null, the JRE's. */
    public Builder keyStore(@Nullable StoreFile keyStore) {
      this.keyStore = keyStore;
      return this;
    }

    /** Default: false. */
    public Builder insecureTokenUriAllowed(boolean allowed) {
      this.insecureTokenUriAllowed = allowed;
      return this;
    }

    /**
     * The registration.
     *
     * @throws NullPointerException if neither token endpoint nor issuer, or no client id is set
     */
    public Registration build() {
      return new Registration(this);
    }
  }
}
