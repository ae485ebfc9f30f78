package io.oauthcc.token;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * There is no access token. The message names the token endpoint, without its query, and says what
 * it answered or why it did not; it never holds a secret or a token.
 */
public final class TokenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What a failure means for the next try. */
  enum Kind {
    /** The next try may well succeed. */
    PASSING,
    /** It will fail the same way until somebody changes something. */
    FATAL,
    /** The same, and it was the client's credentials that were refused. */
    INVALID_CLIENT
  }

  TokenException(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  TokenException(String message, Kind kind, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  boolean isFatal() {
    return kind != Kind.PASSING;
  }
}
