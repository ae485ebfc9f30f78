package io.oauthcc.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that brought no answer. The message says what failed, in words for the operator, with
 * host and port but without the address's path or query, which may hold a secret.
 */
public final class HttpFailure extends IOException {

  private static final long serialVersionUID = 1L;

  HttpFailure(String message) {
    super(message);
  }

  HttpFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
