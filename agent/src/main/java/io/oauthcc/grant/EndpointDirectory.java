package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.time.Clock;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows a registration's token endpoint: from the configuration, or by asking the issuer once. */
final class EndpointDirectory {

  private final @Nullable Discovery discovery;
  private volatile @Nullable Endpoint known;

  /**
   * @param listener told every endpoint that an issuer names
   */
  EndpointDirectory(
      Registration registration, Wire wire, Clock clock, Consumer<List<URI>> listener) {
    URI issuer = registration.issuerUri();
    if (issuer == null) {
      discovery = null;
      known =
          new Endpoint(
              Objects.requireNonNull(registration.tokenUri()),
              Objects.requireNonNull(registration.clientAuthenticationMethod()),
              null);
    } else {
      discovery = new Discovery(registration, issuer, wire, clock, listener);
    }
  }

  /**
   * The endpoint. Asks the issuer as long as it has given none.
   *
   * @throws TokenException if it gives none now
   */
  Endpoint endpoint() throws TokenException {
    Endpoint endpoint = known;
    if (endpoint == null) {
      endpoint = Objects.requireNonNull(discovery).find();
      known = endpoint;
    }
    return endpoint;
  }

  /** The endpoint as far as it is known, else null. Asks nobody. */
  @Nullable Endpoint known() {
    return known;
  }

  /** There is no such endpoint any more: the issuer may know a new one. */
  void moved() {
    if (discovery != null) {
      known = null;
    }
  }
}
