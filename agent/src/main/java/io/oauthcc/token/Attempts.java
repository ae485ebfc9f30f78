package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenClient;
import io.oauthcc.grant.TokenException;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Asks the endpoint on behalf of a flight, again where that may help. Between two attempts no
 * thread is held.
 */
final class Attempts {

  /** What becomes of a flight. Called without a lock, on the agent's threads. */
  interface Landing {

    /**
     * There is a token.
     *
     * @param asked when the request was about to be sent
     */
    void succeeded(Flight flight, IssuedToken issued, Moment asked);

    /** No attempt follows. */
    void failed(Flight flight, TokenException failure);

    /** The failure's cause, a defect of the agent's own, has stopped the flight where it was. */
    void lost(Flight flight, TokenException failure);
  }

  private final Registration registration;
  private final TokenClient client;
  private final Scheduler scheduler;
  private final Clock clock;
  private final Backoff backoff;
  private final RenewalLog log;
  private final Landing landing;

  /**
   * @param random from 0 to 1
   */
  Attempts(
      Registration registration,
      TokenClient client,
      Scheduler scheduler,
      Clock clock,
      DoubleSupplier random,
      RenewalLog log,
      Landing landing) {
    this.registration = registration;
    this.client = client;
    this.scheduler = scheduler;
    this.clock = clock;
    this.backoff = new Backoff(registration, random);
    this.log = log;
    this.landing = landing;
  }

  /** Makes the first attempt, on this thread. */
  void begin(Flight flight) {
    attempt(flight, 1);
  }

  /** Runs a step of a flight. Whatever stops it, the flight ends, or nobody would fetch again. */
  void run(Flight flight, Runnable step) {
    try {
      step.run();
    } catch (Throwable defect) {
      landing.lost(flight, defect(defect));
    }
  }

  /** Whether a changed file makes another attempt worth while. On this thread, for a flight. */
  boolean haveNewInput() {
    try {
      return client.hasChanged();
    } catch (Throwable e) {
      log.defect(e);
      return false;
    }
  }

  private void attempt(Flight flight, int number) {
    if (flight.hasEnded()) {
      return;
    }
    Moment asked = Moment.now(clock);
    try {
      landing.succeeded(flight, client.fetch(), asked);
    } catch (TokenException e) {
      goOn(flight, number, e);
    } catch (Throwable e) {
      log.defect(e);
      goOn(flight, number, defect(e));
    }
  }

  private void goOn(Flight flight, int attempts, TokenException failure) {
    if (flight.hasEnded()) {
      return;
    }
    Duration flown = Duration.ofNanos(clock.nanoTime() - flight.beganNanos());
    Duration wait = backoff.beforeNext(attempts, flown, failure);
    if (wait == null) {
      landing.failed(flight, failure);
      return;
    }
    // The line comes second: no flight may hang on a log that takes no line.
    scheduler.schedule(() -> run(flight, () -> attempt(flight, attempts + 1)), wait);
    log.triesAgain(failure, attempts, wait);
  }

  private TokenException defect(Throwable cause) {
    return new TokenException(
        registration.tokenEndpointName() + ": the token request failed in the agent itself",
        TokenException.Kind.PASSING,
        cause);
  }
}
