package sun.net.www.protocol.http;

import java.io.IOException;
import java.net.URL;

/** The JDK's own http connection, and the better part of its https connection. */
public abstract class HttpURLConnection extends java.net.HttpURLConnection {

  /** Never called. */
  protected HttpURLConnection(URL url) {
    super(url);
  }

  /** Whether the application writes the body straight to the server. */
  public abstract boolean streaming();

  /** In Java 9 to 20: what stands for the {@code Authenticator} in the cache of credentials. */
  public abstract String getAuthenticatorKey();

  /** Private. The credentials for a challenge, or null. */
  public abstract AuthenticationInfo getServerAuthentication(AuthenticationHeader challenge)
      throws IOException;
}
