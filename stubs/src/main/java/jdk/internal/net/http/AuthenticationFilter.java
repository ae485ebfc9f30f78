package jdk.internal.net.http;

import java.net.URI;

/** Puts credentials on hops, and answers challenges. */
public abstract class AuthenticationFilter {

  /** What the client's {@code Authenticator} said before. */
  public static Cache getCache(MultiExchange<?> call) {
    return null;
  }

  /** Credentials that were good. */
  public abstract static class Cache {

    /** Those that are put on a hop there without being asked, or null. */
    public abstract CacheEntry get(URI uri, boolean isProxy);
  }

  /** A password, and where it was good. */
  public abstract static class CacheEntry {}

  /** Credentials that a call has sent. */
  public abstract static class AuthInfo {}
}
