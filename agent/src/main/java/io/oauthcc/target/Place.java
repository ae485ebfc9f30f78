package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/**
 * Where hops go that some target has to do with, and whose they are. Two are equal if they are one
 * place with one verdict. Immutable.
 */
public final class Place {

  private final Verdict verdict;
  private final @Nullable TargetOwner owner;
  private final String scheme;
  private final String host;
  private final int port;
  private final @Nullable String path;

  Place(
      Verdict verdict,
      @Nullable TargetOwner owner,
      String scheme,
      String host,
      int port,
      @Nullable String path) {
    this.verdict = verdict;
    this.owner = owner;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /** {@link Verdict#AUTHORIZED} where there is an owner, else why there is none. */
  public Verdict verdict() {
    return verdict;
  }

  /** Whose token goes on hops to there; null: nobody's. */
  public @Nullable TargetOwner owner() {
    return owner;
  }

  /** {@code https} or {@code http}; what the client said where it is neither. */
  public String scheme() {
    return scheme;
  }

  /** In its normal form: lower case, an IPv6 address in brackets. */
  public String host() {
    return host;
  }

  /** The one that hops go to, also where it is the scheme's own; as given for an unknown scheme. */
  public int port() {
    return port;
  }

  /** The raw path of one hop that nearly matched, as an example; null for all others. */
  @Nullable String path() {
    return path;
  }

  /** Compares all but the path. Does not allocate. */
  boolean is(Verdict other, @Nullable TargetOwner whose, String scheme, String host, int port) {
    return verdict == other
        && owner == whose
        && this.port == port
        && this.host.equals(host)
        && this.scheme.equals(scheme);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof Place)) {
      return false;
    }
    Place other = (Place) object;
    return is(other.verdict, other.owner, other.scheme, other.host, other.port);
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + port;
  }

  /** Scheme, host and port as a URL has them. */
  @Override
  public String toString() {
    boolean usual = port < 0 || port == Target.defaultPort(scheme);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }
}
