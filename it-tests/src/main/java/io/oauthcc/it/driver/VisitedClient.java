package io.oauthcc.it.driver;

import java.io.Closeable;

/** An HTTP client in a web application that leaves nothing of its own behind when it is closed. */
interface VisitedClient extends Closeable {

  /** Makes the call and returns the status. */
  int get(String url) throws Exception;
}
