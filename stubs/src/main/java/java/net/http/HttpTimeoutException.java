package java.net.http;

import java.io.IOException;

/** A request's own time is over, since Java 11. */
public class HttpTimeoutException extends IOException {

  private static final long serialVersionUID = 981344271622632951L;

  /** With a message. */
  public HttpTimeoutException(String message) {}
}
