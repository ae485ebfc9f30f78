package sun.net.www.protocol.http;

import java.net.URL;

/** The JDK's own http connection, and the better part of its https connection. */
public abstract class HttpURLConnection extends java.net.HttpURLConnection {

  /** Never called. */
  protected HttpURLConnection(URL url) {
    super(url);
  }

  /** Whether the application writes the body straight to the server. */
  public abstract boolean streaming();
}
