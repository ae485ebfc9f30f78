package sun.net.www.protocol.http;

import java.net.URL;

/** Credentials that an {@code Authenticator} gave. */
public abstract class AuthenticationInfo {

  /** Never called. */
  protected AuthenticationInfo() {}

  /** In Java 8: what the JDK knows for this URL, or null. */
  public static native AuthenticationInfo getServerAuth(URL url);

  /** In Java 9 to 20. */
  public static native AuthenticationInfo getServerAuth(URL url, String authenticatorKey);

  /** Since Java 21. */
  public static native AuthenticationInfo getServerAuth(URL url, AuthCacheImpl cache);

  /** Whether the JDK puts them on a hop without being asked. */
  public abstract boolean supportsPreemptiveAuthorization();
}
