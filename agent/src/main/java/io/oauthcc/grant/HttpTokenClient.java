package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.RefreshTokens;
import io.oauthcc.config.Secret;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpFailure;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.keys.PrivateKeys;
import io.oauthcc.log.Log;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a registration's token endpoint over the network (RFC 6749 §3.2, §4.4, §6).
 *
 * <p>A refresh token that came with the last access token is used for the next one, once: whatever
 * fails with it, it is forgotten and client credentials follow at once, but where a proxy refused.
 */
public final class HttpTokenClient implements TokenClient {

  private final Registration registration;
  private final Clock clock;
  private final Wire wire;
  private final KnownEndpoint known;
  private final @Nullable PrivateKeys keys;
  private volatile @Nullable Credentials sent;
  private volatile @Nullable RefreshToken refreshToken;

  HttpTokenClient(Registration registration, Scheduler scheduler, Log log) {
    this(registration, scheduler, Clock.system(), log, endpoints -> {});
  }

  /**
   * Of the endpoint that a registration names, or its issuer does. Asks nobody yet.
   *
   * @param listener told every endpoint that an issuer's metadata names, before one is asked
   */
  public HttpTokenClient(
      Registration registration,
      Scheduler scheduler,
      Clock clock,
      Log log,
      Consumer<List<URI>> listener) {
    this.registration = registration;
    this.clock = clock;
    this.keys = PrivateKeys.forSigning(registration, log::warn);
    this.wire = new Wire(registration, scheduler, log);
    this.known = new KnownEndpoint(registration, wire, clock, listener);
  }

  /**
   * A request to the issuer while the endpoint is not known, one with a refresh token if there is
   * one, one with client credentials if that brought no token; a second one of these only where the
   * credentials were refused and have changed since they were read for the first.
   */
  @Override
  public IssuedToken fetch() throws TokenException {
    TokenEndpoint endpoint = known.get();
    RefreshToken last = refreshToken;
    refreshToken = null;
    if (last == null || !last.isGoodFor(endpoint, clock)) {
      return byClientCredentials(endpoint);
    }
    TokenException refusal;
    try {
      IssuedToken issued = ask(endpoint, credentials(endpoint), last.value());
      keep(issued.refreshToken() == null ? last : issued.refreshToken(), endpoint);
      return issued;
    } catch (TokenException e) {
      if (isByProxy(e)) {
        throw e;
      }
      refusal = e;
    }
    IssuedToken issued = byClientCredentials(known.get());
    return refusal.isInvalidGrant()
        ? issued
        : issued.warning(
            "the refresh token brought no token ("
                + refusal.getMessage()
                + "); client credentials did. refresh-token=never would spare the attempt");
  }

  @Override
  public boolean hasChanged() {
    Credentials before = sent;
    TokenEndpoint endpoint = known.orNull();
    if (wire.hasChanged()) {
      return true;
    }
    if (endpoint == null) {
      return false;
    }
    if (keys != null && keys.hasChanged()) {
      return true;
    }
    if (before == null) {
      return false;
    }
    try {
      return !before.equals(Credentials.read(registration, endpoint.method(), keys));
    } catch (IOException e) {
      return false;
    }
  }

  /** Names the registration. */
  @Override
  public String toString() {
    return "token client of registration " + registration.id();
  }

  /** A proxy that refuses one request refuses the next as well, and may count them. */
  private static boolean isByProxy(TokenException e) {
    return e.getCause() instanceof HttpFailure && ((HttpFailure) e.getCause()).isFatal();
  }

  private IssuedToken byClientCredentials(TokenEndpoint endpoint) throws TokenException {
    Credentials credentials = credentials(endpoint);
    IssuedToken issued;
    try {
      issued = ask(endpoint, credentials, null);
    } catch (TokenException e) {
      if (e.kind() != TokenException.Kind.INVALID_CLIENT) {
        throw e;
      }
      boolean newCertificate = wire.hasChanged();
      Credentials now = credentials(endpoint);
      if (!newCertificate && now.equals(credentials)) {
        throw e;
      }
      issued = ask(endpoint, now, null);
    }
    keep(issued.refreshToken(), endpoint);
    return issued;
  }

  private void keep(@Nullable RefreshToken token, TokenEndpoint endpoint) {
    boolean wanted =
        registration.refreshTokens() == RefreshTokens.AUTO
            && new TokenRequest(registration, endpoint).isRefreshable();
    refreshToken = wanted ? token : null;
  }

  /** With the refresh token, or with client credentials if there is none. */
  private IssuedToken ask(TokenEndpoint endpoint, Credentials credentials, @Nullable Secret refresh)
      throws TokenException {
    sent = credentials;
    Moment asked = Moment.now(clock);
    List<String> secrets;
    HttpRequest request;
    try {
      ClientAuthentication client =
          ClientAuthentications.of(registration, endpoint, credentials, clock);
      TokenRequest requests = new TokenRequest(registration, endpoint);
      Draft draft =
          refresh == null ? requests.clientCredentials(client) : requests.refresh(client, refresh);
      request = draft.build();
      secrets = draft.secrets();
    } catch (IllegalArgumentException | IOException e) {
      throw impossible(endpoint, TokenException.Kind.FATAL, e);
    }
    HttpAnswer answer = known.ask(endpoint, request);
    ServerText text = new ServerText(registration, endpoint.uri(), secrets);
    return new TokenResponse(registration, endpoint, text, asked, clock).read(answer);
  }

  private Credentials credentials(TokenEndpoint endpoint) throws TokenException {
    try {
      return Credentials.read(registration, endpoint.method(), keys);
    } catch (IOException e) {
      throw impossible(endpoint, TokenException.Kind.PASSING, e);
    }
  }

  private static TokenException impossible(
      TokenEndpoint endpoint, TokenException.Kind kind, Exception cause) {
    return new TokenException(
        "no token request to " + endpoint + " can be made: " + cause.getMessage(), kind, cause);
  }
}
