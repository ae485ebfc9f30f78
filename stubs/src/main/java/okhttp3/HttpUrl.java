package okhttp3;

/** A URL whose parts were resolved by OkHttp. */
public abstract class HttpUrl {

  /** {@code http} or {@code https}. */
  public abstract String scheme();

  /** The host, an IPv6 address without brackets. */
  public abstract String host();

  /** The port, the scheme's own filled in. */
  public abstract int port();

  /** The raw path. */
  public abstract String encodedPath();

  /** The raw query, or null. */
  public abstract String encodedQuery();
}
