package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.target.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a call fails that met a defect of the agent's. What would tell of the defect may be what is
 * broken, so each part is done without if it cannot be had, and the last one was made beforehand.
 */
final class DefectFailures {

  private final IOException last;

  /**
   * @param last made where no class of the application is on the stack: an exception keeps those
   *     for as long as it lives
   */
  DefectFailures(IOException last) {
    this.last = last;
  }

  /**
   * How a call fails that met a defect: as without a token.
   *
   * @return null: it goes out without
   */
  @Nullable IOException after(Place place, Throwable defect) {
    Registration registration = (Registration) place.owner();
    return registration == null || registration.onTokenFailure() == OnTokenFailure.SEND
        ? null
        : of(registration, place.host(), defect);
  }

  /** Throws nothing. */
  IOException of(Registration registration, String host, Throwable defect) {
    try {
      return new IOException(message(registration, host), cause(defect));
    } catch (Throwable again) {
      return last;
    }
  }

  /** Where not even {@link #after} can be asked. */
  IOException last() {
    return last;
  }

  private String message(Registration registration, String host) {
    try {
      return TokenFailureMessage.defect(registration, host);
    } catch (Throwable again) {
      return String.valueOf(last.getMessage());
    }
  }

  private static @Nullable Throwable cause(Throwable defect) {
    try {
      return PlainFailure.of(defect);
    } catch (Throwable again) {
      return null;
    }
  }
}
