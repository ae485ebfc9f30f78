package io.oauthcc.keys;

import org.jspecify.annotations.Nullable;

/** What is wrong with a file; the message goes on after the file's name: {@code is empty}. */
final class Unusable extends Exception {

  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }

  Unusable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For the operator. */
  KeyFailure in(String file) {
    return new KeyFailure(file + ' ' + getMessage(), getCause());
  }
}
