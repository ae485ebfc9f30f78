package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the operator hears about a registration's tokens: each news once, repetitions at debug. */
final class RenewalLog {

  private final Log log;
  private final String registration;
  private final String endpoint;
  private Set<String> toldWarnings = Collections.emptySet();
  private @Nullable String toldFailure;
  private boolean toldSuccess;

  RenewalLog(Registration registration, Log log) {
    this.log = log;
    this.registration = "registration " + registration.id() + ": ";
    this.endpoint = registration.tokenEndpointName();
  }

  synchronized void renewed(Duration lifetime, Set<String> warnings) {
    if (!toldSuccess || toldFailure != null) {
      log.info(
          registration + "access token from " + endpoint + ", valid for " + Words.of(lifetime));
    } else if (log.isDebugEnabled()) {
      log.debug(registration + "access token renewed, valid for " + Words.of(lifetime));
    }
    toldSuccess = true;
    toldFailure = null;
    for (String warning : warnings) {
      if (!toldWarnings.contains(warning)) {
        log.warn(registration + warning);
      }
    }
    toldWarnings = new HashSet<>(warnings);
  }

  synchronized void failed(TokenException failure, Duration pause, boolean tokenUsable) {
    String message = String.valueOf(failure.getMessage());
    if (message.equals(toldFailure)) {
      if (log.isDebugEnabled()) {
        log.debug(registration + message + "; next try in " + Words.of(pause));
      }
      return;
    }
    toldFailure = message;
    log.warn(
        registration
            + message
            + "; next try in "
            + Words.of(pause)
            + (tokenUsable ? "; the token at hand is used until it expires" : ""));
  }

  /** A defect of the agent: the one failure whose stack matters. */
  void defect(Throwable cause) {
    log.error(registration + "the token request failed in the agent itself", cause);
  }
}
