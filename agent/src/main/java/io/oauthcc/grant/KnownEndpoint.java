package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpFailure;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows a registration's token endpoint: from the configuration, or by asking the issuer. The
 * issuer is asked once, and again where the endpoint may have moved; as long as it names the same
 * one or none, the time between two such requests doubles from 1 s to 30 s, as the pause between
 * two flights does: one that moves later is found by the next flight, and the attempts of a flight
 * do not each ask for one that is merely down. Used by one fetch at a time.
 */
final class KnownEndpoint {

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final Wire wire;
  private final @Nullable Discovery discovery;
  private final Clock clock;
  private volatile @Nullable TokenEndpoint endpoint;

  private boolean mayHaveMoved;
  private Duration rest = Duration.ZERO;
  private @Nullable Moment endOfRest;

  /**
   * @param listener told every endpoint that an issuer names
   */
  KnownEndpoint(Registration registration, Wire wire, Clock clock, Consumer<List<URI>> listener) {
    URI issuer = registration.issuerUri();
    this.wire = wire;
    this.clock = clock;
    if (issuer == null) {
      discovery = null;
      endpoint =
          new TokenEndpoint(
              Objects.requireNonNull(registration.tokenUri()),
              Objects.requireNonNull(registration.clientAuthenticationMethod()),
              null);
    } else {
      discovery = new Discovery(registration, issuer, wire, clock, listener);
    }
  }

  /**
   * The endpoint. Asks the issuer as long as it has given none, and where the last one may have
   * moved; that one stays if the issuer cannot tell.
   *
   * @throws TokenException if none is known
   */
  TokenEndpoint get() throws TokenException {
    TokenEndpoint known = endpoint;
    Discovery issuer = discovery;
    if (issuer == null) {
      return Objects.requireNonNull(known);
    }
    if (known == null) {
      known = issuer.find();
    } else if (mayHaveMoved && (endOfRest == null || endOfRest.hasPassed(clock))) {
      known = again(issuer, known);
    }
    endpoint = known;
    return known;
  }

  private TokenEndpoint again(Discovery issuer, TokenEndpoint last) {
    mayHaveMoved = false;
    TokenEndpoint next = last;
    try {
      next = issuer.find();
    } catch (TokenException e) {
      // What fails now is the endpoint, and that will be told.
    }
    if (next.uri().equals(last.uri())) {
      Duration doubled = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
      rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
      endOfRest = Moment.now(clock).plus(rest);
    } else {
      isThere();
    }
    return next;
  }

  /** The endpoint as far as it is known, else null. Asks nobody. */
  @Nullable TokenEndpoint orNull() {
    return endpoint;
  }

  /**
   * Sends a request there, and learns from what comes of it whether the endpoint may have moved.
   *
   * @param asked what {@link #get} gave
   * @throws TokenException if no complete answer came
   */
  HttpAnswer ask(TokenEndpoint asked, HttpRequest request) throws TokenException {
    HttpAnswer answer;
    try {
      answer = wire.send(request, asked.toString());
    } catch (TokenException e) {
      Throwable cause = e.getCause();
      mayHaveMoved |= cause instanceof HttpFailure && ((HttpFailure) cause).mayHaveMoved();
      throw e;
    }
    if (isElsewhere(answer.status())) {
      mayHaveMoved = true;
    } else {
      isThere();
    }
    return answer;
  }

  /** No such thing here, or the answer names another address. */
  private static boolean isElsewhere(int status) {
    return status == 404 || status == 405 || status == 410 || status / 100 == 3;
  }

  private void isThere() {
    mayHaveMoved = false;
    rest = Duration.ZERO;
    endOfRest = null;
  }
}
