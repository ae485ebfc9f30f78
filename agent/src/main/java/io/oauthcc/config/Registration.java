package io.oauthcc.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One set of client credentials, its token endpoint and the hosts it serves. Immutable; prints no
 * secret.
 */
public final class Registration {

  // Null stands for the default in fields of an enumeration: the class is then not loaded at start.

  private final String id;
  private final List<Target> hosts;
  private final List<Target> exclude;
  private final URI tokenUri;
  private final String clientId;
  private final @Nullable SecretSource clientSecret;
  private final @Nullable ClientAuthenticationMethod clientAuthenticationMethod;
  private final @Nullable BasicEncoding basicEncoding;
  private final @Nullable TokenRequestFormat tokenRequestFormat;
  private final Map<String, String> tokenRequestParameters;
  private final Map<String, String> tokenRequestHeaders;
  private final @Nullable String scope;
  private final @Nullable String audience;
  private final List<String> resource;
  // Not Duration, whose first use on Java 8 compiles a regular expression at every start.
  private final long defaultExpiresInMillis;
  private final long expiryMarginMillis;
  private final @Nullable Duration refreshAhead;
  private final @Nullable ExistingAuthorization existingAuthorization;
  private final @Nullable TokenCharset tokenCharset;
  private final String scheme;
  private final @Nullable OnTokenFailure onTokenFailure;
  private final long connectTimeoutMillis;
  private final long readTimeoutMillis;
  private final long acquireTimeoutMillis;
  private final boolean insecureTokenUriAllowed;

  private Registration(Builder builder) {
    id = builder.id;
    hosts = Collections.unmodifiableList(new ArrayList<>(builder.hosts));
    exclude = Collections.unmodifiableList(new ArrayList<>(builder.exclude));
    tokenUri = Objects.requireNonNull(builder.tokenUri, "tokenUri");
    clientId = Objects.requireNonNull(builder.clientId, "clientId");
    clientSecret = builder.clientSecret;
    clientAuthenticationMethod = builder.clientAuthenticationMethod;
    basicEncoding = builder.basicEncoding;
    tokenRequestFormat = builder.tokenRequestFormat;
    tokenRequestParameters = copy(builder.tokenRequestParameters);
    tokenRequestHeaders = copy(builder.tokenRequestHeaders);
    scope = builder.scope;
    audience = builder.audience;
    resource = Collections.unmodifiableList(new ArrayList<>(builder.resource));
    defaultExpiresInMillis = builder.defaultExpiresInMillis;
    expiryMarginMillis = builder.expiryMarginMillis;
    refreshAhead = builder.refreshAhead;
    existingAuthorization = builder.existingAuthorization;
    tokenCharset = builder.tokenCharset;
    scheme = builder.scheme;
    onTokenFailure = builder.onTokenFailure;
    connectTimeoutMillis = builder.connectTimeoutMillis;
    readTimeoutMillis = builder.readTimeoutMillis;
    acquireTimeoutMillis = builder.acquireTimeoutMillis;
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
  public String id() {
    return id;
  }

  /** The targets it serves. */
  public List<Target> hosts() {
    return hosts;
  }

  /** The targets it never serves, whatever {@link #hosts} says. */
  public List<Target> exclude() {
    return exclude;
  }

  /** The token endpoint, exactly as written: final slash and query kept. */
  public URI tokenUri() {
    return tokenUri;
  }

  /** The token endpoint for messages: without its query, which may hold a secret. */
  public String tokenUriWithoutQuery() {
    String text = tokenUri.toString();
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

  /** How the client authenticates at the token endpoint. */
  public ClientAuthenticationMethod clientAuthenticationMethod() {
    return clientAuthenticationMethod == null
        ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
        : clientAuthenticationMethod;
  }

  /** Whether id and secret are form-encoded before they become a Basic header. */
  public BasicEncoding basicEncoding() {
    return basicEncoding == null ? BasicEncoding.RFC6749 : basicEncoding;
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
        + tokenUriWithoutQuery()
        + ", hosts "
        + hosts
        + ")";
  }

  /** Collects the values of a registration. {@link #build} may be called more than once. */
  public static final class Builder {

    private final String id;
    private List<Target> hosts = Collections.emptyList();
    private List<Target> exclude = Collections.emptyList();
    private @Nullable URI tokenUri;
    private @Nullable String clientId;
    private @Nullable SecretSource clientSecret;
    private @Nullable ClientAuthenticationMethod clientAuthenticationMethod;
    private @Nullable BasicEncoding basicEncoding;
    private @Nullable TokenRequestFormat tokenRequestFormat;
    private Map<String, String> tokenRequestParameters = Collections.emptyMap();
    private Map<String, String> tokenRequestHeaders = Collections.emptyMap();
    private @Nullable String scope;
    private @Nullable String audience;
    private List<String> resource = Collections.emptyList();
    private long defaultExpiresInMillis = 300_000;
    private long expiryMarginMillis = 10_000;
    private @Nullable Duration refreshAhead;
    private @Nullable ExistingAuthorization existingAuthorization;
    private @Nullable TokenCharset tokenCharset;
    private String scheme = "Bearer";
    private @Nullable OnTokenFailure onTokenFailure;
    private long connectTimeoutMillis = 5_000;
    private long readTimeoutMillis = 10_000;
    private long acquireTimeoutMillis = 15_000;
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

    /** Required. */
    public Builder tokenUri(URI tokenUri) {
      this.tokenUri = tokenUri;
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

    /** Default: {@code client_secret_basic}. */
    public Builder clientAuthenticationMethod(ClientAuthenticationMethod method) {
      this.clientAuthenticationMethod = method;
      return this;
    }

    ClientAuthenticationMethod clientAuthenticationMethod() {
      return clientAuthenticationMethod == null
          ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
          : clientAuthenticationMethod;
    }

    /** Whether the client has no secret to authenticate with. */
    boolean isPublicClient() {
      return clientAuthenticationMethod != null
          && clientAuthenticationMethod == ClientAuthenticationMethod.NONE;
    }

    /** Default: {@code rfc6749}. */
    public Builder basicEncoding(BasicEncoding basicEncoding) {
      this.basicEncoding = basicEncoding;
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

    /** Default: false. */
    public Builder insecureTokenUriAllowed(boolean allowed) {
      this.insecureTokenUriAllowed = allowed;
      return this;
    }

    /**
     * The registration.
     *
     * @throws NullPointerException if token endpoint or client id is not set
     */
    public Registration build() {
      return new Registration(this);
    }
  }
}
