package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpExchange;
import io.oauthcc.http.HttpFailure;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.log.Log;
import io.oauthcc.time.Scheduler;

/** Where a registration's requests go out. */
final class Wire {

  private final HttpExchange exchange;

  Wire(Registration registration, Scheduler scheduler, Log log) {
    this.exchange = new HttpExchange(registration, scheduler, log::warn);
  }

  /**
   * One exchange.
   *
   * @param name the address for messages, without its query
   * @throws TokenException by an {@link HttpFailure}, if no complete answer came
   */
  HttpAnswer send(HttpRequest request, String name) throws TokenException {
    try {
      return exchange.send(request);
    } catch (HttpFailure e) {
      TokenException.Kind kind = TokenException.Kind.PASSING;
      if (e.isConnectionFault()) {
        kind = TokenException.Kind.TRANSIENT;
      } else if (e.isFatal()) {
        kind = TokenException.Kind.FATAL;
      }
      throw new TokenException(name + ": " + e.getMessage(), kind, e);
    }
  }

  /** As {@link HttpExchange#hasChanged}. */
  boolean hasChanged() {
    return exchange.hasChanged();
  }
}
