package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a token request (RFC 6749 §5.1, §5.2), lenient where servers differ without
 * harm and strict where guessing would send a wrong token.
 */
final class TokenResponse {

  private static final Set<String> FATAL_ERRORS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "invalid_client",
                  "invalid_request",
                  "invalid_scope",
                  "unauthorized_client",
                  "unsupported_grant_type")));

  private static final int UNAUTHORIZED = 401;

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
      throw notJson(answer, e);
    }
    if (json.says("error")) {
      throw error(answer, json);
    }
    if (!isSuccess(answer)) {
      throw failure(answer, " (" + contentType(answer) + ")", redirectHint(answer));
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

  private TokenException notJson(HttpAnswer answer, JsonObject.Unreadable reason) {
    if (!isSuccess(answer)) {
      return failure(answer, " (" + contentType(answer) + ")", redirectHint(answer));
    }
    if (answer.body().length == 0) {
      return failure(answer, " with an empty body", "");
    }
    String type = contentType(answer);
    if (answer.unknownCoding() == null && new MediaType(answer).isHtml()) {
      return failure(answer, " (" + type + "), a page and not JSON", "; is token-uri right?");
    }
    return failure(answer, " (" + type + "), not one JSON object: " + reason.getMessage(), "");
  }

  private TokenException error(HttpAnswer answer, JsonObject json) {
    ServerText text = textWithoutTokens(json);
    String code = json.text("error");
    String description = json.text("error_description");
    StringBuilder message = new StringBuilder(endpoint.toString());
    message.append(" answered ").append(answer.status()).append(' ');
    if (code == null) {
      message.append("an error without a name");
    } else {
      // A code that everybody knows is no secret, even where somebody chose "client" for one.
      message.append(FATAL_ERRORS.contains(code) ? code : text.clean(code));
    }
    if (description != null && !description.isEmpty()) {
      message.append(": ").append(text.clean(description));
    }
    if (refusesClient(code, answer.status())) {
      return invalidClient(answer, message.toString(), code);
    }
    TokenException.Kind kind =
        FATAL_ERRORS.contains(String.valueOf(code))
            ? TokenException.Kind.FATAL
            : StatusKind.of(answer.status());
    if (kind != TokenException.Kind.TRANSIENT) {
      message.append(clockWarning(answer));
    }
    return new TokenException(message.toString(), kind, retryAfter(answer), null, code);
  }

  /**
   * Whether the credentials may be why. Keycloak answers wrong or wrongly encoded ones with {@code
   * unauthorized_client}.
   */
  private static boolean refusesClient(@Nullable String code, int status) {
    return "invalid_client".equals(code)
        || (code == null && status == UNAUTHORIZED)
        || ("unauthorized_client".equals(code) && status < 500);
  }

  private TokenException invalidClient(HttpAnswer answer, String message, @Nullable String code) {
    return new TokenException(
        message + "; " + new CredentialsHint(registration, endpoint).text() + clockWarning(answer),
        TokenException.Kind.INVALID_CLIENT,
        retryAfter(answer),
        null,
        code);
  }

  private String token(HttpAnswer answer, JsonObject json) throws TokenException {
    String token = json.text("access_token");
    if (token == null || token.isEmpty()) {
      throw failure(answer, " without an access_token", "");
    }
    String fault = TokenText.fault(token, registration.tokenCharset());
    if (fault != null) {
      throw failure(answer, " with an access_token that cannot be sent: ", fault);
    }
    return token;
  }

  private void checkType(HttpAnswer answer, JsonObject json) throws TokenException {
    if (!json.has("token_type") || json.isNull("token_type")) {
      return;
    }
    String type = json.text("token_type");
    if (type == null) {
      throw failure(answer, " with a token_type that is not text", "");
    }
    if (!type.isEmpty() && !type.equalsIgnoreCase("Bearer")) {
      String shown = textWithoutTokens(json).clean(type);
      throw failure(answer, " with token_type " + shown, "; only Bearer can be used");
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

  private ServerText textWithoutTokens(JsonObject json) {
    return serverText
        .without(json.text("access_token"))
        .without(json.text("refresh_token"))
        .without(json.text("id_token"));
  }

  private TokenException failure(HttpAnswer answer, String what, String more) {
    String message = endpoint + " answered " + answer.status() + what + more;
    // RFC 6749 §5.2 has this status for a client that is not known, whatever the body says.
    if (answer.status() == UNAUTHORIZED) {
      return invalidClient(answer, message, null);
    }
    TokenException.Kind kind = StatusKind.of(answer.status());
    String refused = kind == TokenException.Kind.FATAL ? message + clockWarning(answer) : message;
    return new TokenException(refused, kind, retryAfter(answer), null, null);
  }

  /** An assertion that is not valid yet, or any more, by the server's clock is refused. */
  private String clockWarning(HttpAnswer answer) {
    return endpoint.method().usesAssertion() ? new ServerClock(answer, asked, clock).warning() : "";
  }

  private @Nullable Duration retryAfter(HttpAnswer answer) {
    return isSuccess(answer)
        ? null
        : RetryAfter.of(answer, Instant.ofEpochMilli(asked.wallMillis()));
  }

  private String redirectHint(HttpAnswer answer) {
    String location = answer.header("Location");
    if (answer.status() / 100 != 3 || location == null) {
      return "";
    }
    return ", a redirect to "
        + serverText.clean(TokenEndpoint.withoutQuery(location))
        + "; redirects are not followed, set token-uri to the final address";
  }

  private String contentType(HttpAnswer answer) {
    return new MediaType(answer).shown(serverText);
  }

  private static boolean isSuccess(HttpAnswer answer) {
    return answer.status() / 100 == 2;
  }
}
