package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.TokenException;
import io.oauthcc.log.Log;
import io.oauthcc.time.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the operator hears about a registration's tokens: each news once, repetitions at debug. What
 * is news is settled under the lock, and written without it: a line that nobody reads must hold up
 * no other.
 */
final class RenewalLog {

  private final Log log;
  private final String registration;
  private final String endpoint;
  private final Set<String> toldDefects = new HashSet<>();
  private Set<String> toldWarnings = Collections.emptySet();
  private @Nullable String toldFailure;
  private boolean toldSuccess;

  /** Without the lock: threads of the application say these. */
  private final AtomicBoolean toldRejection = new AtomicBoolean();

  private final AtomicBoolean toldRejectionOfFresh = new AtomicBoolean();

  RenewalLog(Registration registration, Log log) {
    this.log = log;
    this.registration = "registration " + registration.id() + ": ";
    this.endpoint = registration.tokenEndpointName();
  }

  /**
   * @param forced whether the token replaces one that an API rejected
   */
  void renewed(Duration lifetime, Set<String> warnings, boolean forced) {
    if (!forced) {
      toldRejection.set(false);
    }
    boolean isNews;
    Set<String> newWarnings = new LinkedHashSet<>(warnings);
    synchronized (this) {
      isNews = !toldSuccess || toldFailure != null;
      toldSuccess = true;
      toldFailure = null;
      newWarnings.removeAll(toldWarnings);
      toldWarnings = new HashSet<>(warnings);
    }
    if (isNews) {
      log.info(
          registration + "access token from " + endpoint + ", valid for " + Words.of(lifetime));
    } else if (log.isDebugEnabled()) {
      log.debug(registration + "access token renewed, valid for " + Words.of(lifetime));
    }
    for (String warning : newWarnings) {
      log.warn(registration + warning);
    }
  }

  void failed(TokenException failure, Duration pause, boolean tokenUsable) {
    String message = String.valueOf(failure.getMessage());
    boolean isNews;
    synchronized (this) {
      isNews = !message.equals(toldFailure);
      toldFailure = message;
    }
    if (!isNews) {
      if (log.isDebugEnabled()) {
        log.debug(registration + message + "; next try in " + Words.of(pause));
      }
      return;
    }
    log.warn(
        registration
            + message
            + "; next try in "
            + Words.of(pause)
            + (tokenUsable ? "; the token at hand is used until it expires" : ""));
  }

  /**
   * An API rejected the token in use; the next one is fetched.
   *
   * @param anew whether a fresh token was accepted since the last time
   */
  void rejected(boolean anew) {
    String message = registration + "an API rejected the access token; it is renewed";
    if (anew) {
      toldRejectionOfFresh.set(false);
    }
    if (toldRejection.getAndSet(true) || !anew) {
      log.debug(message);
    } else {
      log.info(message);
    }
  }

  /** An API rejected a token that had just replaced a rejected one. */
  void rejectedFresh() {
    String message =
        registration
            + "an API rejects fresh access tokens too; its answers are passed on."
            + " Look at scope, audience and at what this client may do there.";
    if (toldRejectionOfFresh.getAndSet(true)) {
      log.debug(message);
    } else {
      log.warn(message);
    }
  }

  /** An attempt failed, another follows. */
  void triesAgain(TokenException failure, int attempts, Duration wait) {
    if (log.isDebugEnabled()) {
      log.debug(
          registration
              + failure.getMessage()
              + "; attempt "
              + (attempts + 1)
              + " in "
              + Words.of(wait));
    }
  }

  /** A defect of the agent: the one failure whose stack matters. */
  void defect(Throwable cause) {
    String message = registration + "the token request failed in the agent itself";
    boolean isNews;
    synchronized (this) {
      isNews = toldDefects.add(cause.getClass().getName());
    }
    if (isNews) {
      log.error(message, cause);
    } else if (log.isDebugEnabled()) {
      log.debug(message + " again: " + cause);
    }
  }
}
