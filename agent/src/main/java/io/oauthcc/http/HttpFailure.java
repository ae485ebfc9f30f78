package io.oauthcc.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that brought no answer. The message says what failed, in words for the operator, with
 * host and port but without the address's path or query, which may hold a secret.
 */
public final class HttpFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean connectionFault;

  private HttpFailure(String message, @Nullable Throwable cause, boolean connectionFault) {
    super(message, cause);
    this.connectionFault = connectionFault;
  }

  HttpFailure(String message) {
    this(message, null, false);
  }

  HttpFailure(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  static HttpFailure ofConnection(String message, @Nullable Throwable cause) {
    return new HttpFailure(message, cause, true);
  }

  /**
   * Whether the network or the server behind it is at fault, so that the same request may succeed a
   * moment later: nobody listening, an unknown host, silence, a connection that broke, a proxy that
   * answers 5xx. Not so for an untrusted certificate, an answer that is not HTTP or too large, or a
   * store that cannot be read.
   */
  public boolean isConnectionFault() {
    return connectionFault;
  }
}
