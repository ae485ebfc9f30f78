package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an answer brings no token (RFC 6749 §5.2), and what may help. */
final class TokenRefusal {

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
  private final HttpAnswer answer;
  private final ServerText serverText;
  private final Moment asked;
  private final Clock clock;

  /**
   * @param asked before the request was sent
   * @param clock now that the answer is here
   */
  TokenRefusal(
      Registration registration,
      TokenEndpoint endpoint,
      HttpAnswer answer,
      ServerText serverText,
      Moment asked,
      Clock clock) {
    this.registration = registration;
    this.endpoint = endpoint;
    this.answer = answer;
    this.serverText = serverText;
    this.asked = asked;
    this.clock = clock;
  }

  /** The body is no JSON object. */
  TokenException unreadable(JsonObject.Unreadable reason) {
    if (!isSuccess()) {
      return status();
    }
    if (answer.body().length == 0) {
      return because(" with an empty body", "");
    }
    String type = contentType();
    if (answer.unknownCoding() == null && new MediaType(answer).isHtml()) {
      return because(" (" + type + "), a page and not JSON", "; is token-uri right?");
    }
    return because(" (" + type + "), not one JSON object: " + reason.getMessage(), "");
  }

  /** The server says so by {@code error}. */
  TokenException error(JsonObject json) {
    ServerText text = serverText.withoutTokensOf(json);
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
    if (refusesClient(code)) {
      return invalidClient(message.toString(), code);
    }
    TokenException.Kind kind =
        FATAL_ERRORS.contains(String.valueOf(code))
            ? TokenException.Kind.FATAL
            : StatusKind.of(answer.status());
    if (kind != TokenException.Kind.TRANSIENT) {
      message.append(clockWarning());
    }
    return new TokenException(message.toString(), kind, retryAfter(), null, code);
  }

  /** The status says so. */
  TokenException status() {
    return because(" (" + contentType() + ")", redirectHint());
  }

  /**
   * Something in the answer does.
   *
   * @param what follows the status
   * @param more the end of the sentence
   */
  TokenException because(String what, String more) {
    String message = endpoint + " answered " + answer.status() + what + more;
    // RFC 6749 §5.2 has this status for a client that is not known, whatever the body says.
    if (answer.status() == UNAUTHORIZED) {
      return invalidClient(message, null);
    }
    TokenException.Kind kind = StatusKind.of(answer.status());
    String refused = kind == TokenException.Kind.FATAL ? message + clockWarning() : message;
    return new TokenException(refused, kind, retryAfter(), null, null);
  }

  /**
   * Whether the credentials may be why. Keycloak answers wrong or wrongly encoded ones with {@code
   * unauthorized_client}.
   */
  private boolean refusesClient(@Nullable String code) {
    return "invalid_client".equals(code)
        || (code == null && answer.status() == UNAUTHORIZED)
        || ("unauthorized_client".equals(code) && answer.status() < 500);
  }

  private TokenException invalidClient(String message, @Nullable String code) {
    return new TokenException(
        message + "; " + new CredentialsHint(registration, endpoint).text() + clockWarning(),
        TokenException.Kind.INVALID_CLIENT,
        retryAfter(),
        null,
        code);
  }

  /** An assertion that is not valid yet, or any more, by the server's clock is refused. */
  private String clockWarning() {
    return endpoint.method().usesAssertion() ? new ServerClock(answer, asked, clock).warning() : "";
  }

  private @Nullable Duration retryAfter() {
    return isSuccess() ? null : RetryAfter.of(answer, Instant.ofEpochMilli(asked.wallMillis()));
  }

  private String redirectHint() {
    String location = answer.header("Location");
    if (answer.status() / 100 != 3 || location == null) {
      return "";
    }
    return ", a redirect to "
        + serverText.clean(TokenEndpoint.withoutQuery(location))
        + "; redirects are not followed, set token-uri to the final address";
  }

  private String contentType() {
    return new MediaType(answer).shown(serverText);
  }

  private boolean isSuccess() {
    return answer.status() / 100 == 2;
  }
}
