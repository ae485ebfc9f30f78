package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the answer to a token request (RFC 6749 §5.1), lenient where servers differ without harm
 * and strict where guessing would send a wrong token.
 */
final class TokenResponse {

  private final Registration registration;
  private final TokenEndpoint endpoint;
  private final ServerText serverText;
  private final Moment asked;
  private final Clock clock;

  /**
   * @param asked before the request was sent
   * @param clock now that the answer is here
   */
  TokenResponse(
      Registration registration,
      TokenEndpoint endpoint,
      ServerText serverText,
      Moment asked,
      Clock clock) {
    this.registration = registration;
    this.endpoint = endpoint;
    this.serverText = serverText;
    this.asked = asked;
    this.clock = clock;
  }

  /**
   * The token of a good answer.
   *
   * @throws TokenException if it has none that may be used; the message says why
   */
  IssuedToken read(HttpAnswer answer) throws TokenException {
    JsonObject json;
    try {
      json = JsonAnswer.of(answer, serverText);
    } catch (JsonObject.Unreadable e) {
      throw refusal(answer).unreadable(e);
    }
    if (json.says("error")) {
      throw refusal(answer).error(json);
    }
    if (answer.status() / 100 != 2) {
      throw refusal(answer).status();
    }
    String token = token(answer, json);
    checkType(answer, json);
    List<String> warnings = new ArrayList<>();
    ServerClock serverClock = new ServerClock(answer, asked, clock);
    Duration lifetime = new ExpiresIn(registration, serverClock, warnings).of(json, token);
    checkScope(json, warnings);
    checkClaims(token, serverClock, warnings);
    return new IssuedToken(token, lifetime, warnings, RefreshToken.of(json, endpoint.uri(), asked));
  }

  private TokenRefusal refusal(HttpAnswer answer) {
    return new TokenRefusal(registration, endpoint, answer, serverText, asked, clock);
  }

  private String token(HttpAnswer answer, JsonObject json) throws TokenException {
    String token = json.text("access_token");
    if (token == null || token.isEmpty()) {
      throw refusal(answer).because(" without an access_token", "");
    }
    String fault = TokenText.fault(token, registration.tokenCharset());
    if (fault != null) {
      throw refusal(answer).because(" with an access_token that cannot be sent: ", fault);
    }
    return token;
  }

  private void checkType(HttpAnswer answer, JsonObject json) throws TokenException {
    if (!json.has("token_type") || json.isNull("token_type")) {
      return;
    }
    String type = json.text("token_type");
    if (type == null) {
      throw refusal(answer).because(" with a token_type that is not text", "");
    }
    if (!type.isEmpty() && !type.equalsIgnoreCase("Bearer")) {
      String shown = serverText.withoutTokensOf(json).clean(type);
      throw refusal(answer).because(" with token_type " + shown, "; only Bearer can be used");
    }
  }

  private void checkScope(JsonObject json, List<String> warnings) {
    List<String> missing = GrantedScope.missing(registration.scope(), json);
    if (!missing.isEmpty()) {
      warnings.add(
          endpoint
              + " granted less than the requested scope; missing: "
              + String.join(" ", missing));
    }
  }

  private void checkClaims(String token, ServerClock serverClock, List<String> warnings) {
    JsonObject claims = JwtClaims.of(token);
    if (claims == null) {
      return;
    }
    JsonObject confirmation = claims.object("cnf");
    // RFC 8705 §3.1: only who holds the key of that certificate may use the token.
    if (confirmation != null && confirmation.has("x5t#S256")) {
      warnings.add(
          endpoint
              + " bound the token to the agent's TLS certificate (cnf, x5t#S256): APIs will refuse"
              + " it on the application's connections; have the provider issue unbound tokens to"
              + " this client");
    }
    Double expiry = claims.number("exp");
    if (expiry != null && expiry * 1000 <= asked.wallMillis()) {
      warnings.add(
          endpoint
              + " answered with a token that has expired already by this machine's clock (exp)"
              + serverClock.warning());
    }
  }
}
