package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import org.jspecify.annotations.Nullable;

/** What the application's log will show when there is no token: for whom, and why. */
final class TokenFailureMessage {

  private TokenFailureMessage() {}

  /**
   * @param cause null: the wait came to the registration's {@code acquire-timeout}
   */
  static String of(Registration registration, String host, @Nullable Throwable cause) {
    return start(registration, host)
        + (cause == null
            ? registration.tokenEndpointName()
                + " gave none within "
                + registration.acquireTimeout().toMillis()
                + " ms (acquire-timeout)"
            : cause.getMessage());
  }

  static String interrupted(Registration registration, String host) {
    return start(registration, host) + "interrupted while waiting for it";
  }

  static String defect(Registration registration, String host) {
    return start(registration, host) + "a defect in oauthcc, which its log tells of";
  }

  private static String start(Registration registration, String host) {
    return "oauthcc: no access token for " + host + " (registration " + registration.id() + "): ";
  }
}
