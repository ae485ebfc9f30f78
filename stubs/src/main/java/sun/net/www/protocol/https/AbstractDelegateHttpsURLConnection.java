package sun.net.www.protocol.https;

import java.net.URL;
import sun.net.www.protocol.http.HttpURLConnection;

/** The JDK's own https connection: whatever it writes, it writes over TLS. */
public abstract class AbstractDelegateHttpsURLConnection extends HttpURLConnection {

  /** Never called. */
  protected AbstractDelegateHttpsURLConnection(URL url) {
    super(url);
  }
}
