package sun.net.www.protocol.http;

/** The challenge of a 401 or 407. */
public abstract class AuthenticationHeader {

  /** Never called. */
  protected AuthenticationHeader() {}
}
