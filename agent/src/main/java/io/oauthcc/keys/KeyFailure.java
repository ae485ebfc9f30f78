package io.oauthcc.keys;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that gives no usable key or certificate. The message names the file, what is wrong with it
 * and what to do; it holds neither a password nor anything of the file's content but names of
 * entries and algorithms.
 */
public final class KeyFailure extends IOException {

  private static final long serialVersionUID = 1L;

  KeyFailure(String message) {
    super(message);
  }

  KeyFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
