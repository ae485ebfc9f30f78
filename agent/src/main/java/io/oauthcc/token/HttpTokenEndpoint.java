package io.oauthcc.token;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import io.oauthcc.config.SecretSource;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpExchange;
import io.oauthcc.http.HttpFailure;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.log.Log;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A registration's token endpoint on the network (RFC 6749 §3.2, §4.4). */
final class HttpTokenEndpoint implements TokenEndpoint {

  private final Registration registration;
  private final Endpoint endpoint;
  private final Scheduler scheduler;
  private final HttpExchange exchange;
  private final AtomicBoolean parserIsWarm = new AtomicBoolean();

  HttpTokenEndpoint(Registration registration, Scheduler scheduler, Log log) {
    this.registration = registration;
    this.endpoint =
        new Endpoint(
            Objects.requireNonNull(registration.tokenUri()),
            Objects.requireNonNull(registration.clientAuthenticationMethod()),
            null);
    this.scheduler = scheduler;
    this.exchange =
        new HttpExchange(registration, (delay, task) -> scheduler.schedule(task, delay), log::warn);
  }

  /**
   * One request; a second one only where the credentials were refused and the secret has changed
   * since it was read for the first.
   */
  @Override
  public IssuedToken fetch() throws TokenException {
    if (parserIsWarm.compareAndSet(false, true)) {
      // Its classes load while the first request is on the network.
      scheduler.execute(JsonObject::warmUp);
    }
    Secret secret = secret();
    try {
      return ask(secret);
    } catch (TokenException e) {
      if (e.kind() == TokenException.Kind.INVALID_CLIENT && secret != null) {
        Secret now = secret();
        if (now != null && !now.equals(secret)) {
          return ask(now);
        }
      }
      throw e;
    }
  }

  @Override
  public boolean hasChanged() {
    return exchange.hasChanged();
  }

  private IssuedToken ask(@Nullable Secret secret) throws TokenException {
    HttpRequest request = request(secret);
    HttpAnswer answer;
    try {
      answer = exchange.send(request);
    } catch (HttpFailure e) {
      throw new TokenException(
          registration.tokenEndpointName() + ": " + e.getMessage(),
          e.isConnectionFault() ? TokenException.Kind.TRANSIENT : TokenException.Kind.PASSING,
          e);
    }
    return new TokenResponse(registration, endpoint, new ServerText(registration, endpoint, secret))
        .read(answer);
  }

  private HttpRequest request(@Nullable Secret secret) throws TokenException {
    try {
      return new TokenRequest(registration, endpoint).with(secret);
    } catch (IllegalArgumentException | IOException e) {
      throw new TokenException(
          "no token request to "
              + registration.tokenEndpointName()
              + " can be made: "
              + e.getMessage(),
          TokenException.Kind.FATAL,
          e);
    }
  }

  private @Nullable Secret secret() throws TokenException {
    SecretSource source = registration.clientSecret();
    try {
      return source == null ? null : source.get();
    } catch (IOException e) {
      throw new TokenException(
          "no token request to "
              + registration.tokenEndpointName()
              + " can be made: "
              + e.getMessage(),
          TokenException.Kind.PASSING,
          e);
    }
  }
}
