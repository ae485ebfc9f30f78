package io.oauthcc.authorize;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an application gets to hold of a failure: the JDK's exceptions, which it can load. It may
 * send them to another JVM, or keep copies.
 */
final class PlainFailure {

  private static final int DEEPEST = 8;

  private PlainFailure() {}

  /** The failure itself if all of it is the JDK's; else its messages and stack traces. */
  static @Nullable Throwable of(@Nullable Throwable failure) {
    return of(failure, DEEPEST);
  }

  private static @Nullable Throwable of(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    if (isPlain(failure)) {
      return failure;
    }
    String text = isOurs(failure) ? failure.getMessage() : failure.toString();
    IOException plain = new IOException(text, of(failure.getCause(), depth - 1));
    plain.setStackTrace(failure.getStackTrace());
    return plain;
  }

  private static boolean isPlain(Throwable failure) {
    int depth = 0;
    for (Throwable next = failure; next != null && depth < DEEPEST; next = next.getCause()) {
      if (isOurs(next) || next.getSuppressed().length > 0) {
        return false;
      }
      depth++;
    }
    return depth < DEEPEST;
  }

  private static boolean isOurs(Throwable failure) {
    return failure.getClass().getClassLoader() == PlainFailure.class.getClassLoader();
  }
}
