package sun.net.www.protocol.http;

/** What {@code Authenticator}s said before. */
public abstract class AuthCacheImpl {

  /** Never called. */
  protected AuthCacheImpl() {}
}
