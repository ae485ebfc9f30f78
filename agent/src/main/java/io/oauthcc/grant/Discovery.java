package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpRequest;
import io.oauthcc.time.Clock;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds an issuer's token endpoint in its metadata: at OpenID Connect's address (Discovery §4)
 * first, which more servers have, then at OAuth's (RFC 8414 §3).
 */
final class Discovery {

  private final Registration registration;
  private final String issuer;
  private final Wire wire;
  private final Clock clock;
  private final Consumer<List<URI>> listener;
  private final ServerText text;

  /**
   * @param listener told every endpoint that metadata names, before any of them is asked
   */
  Discovery(
      Registration registration, URI issuer, Wire wire, Clock clock, Consumer<List<URI>> listener) {
    this.registration = registration;
    this.issuer = issuer.toString();
    this.wire = wire;
    this.clock = clock;
    this.listener = listener;
    this.text = new ServerText(registration, issuer, Collections.emptyList());
  }

  /**
   * Reads the metadata.
   *
   * @throws TokenException if there is none, or none that fits the configuration
   */
  TokenEndpoint find() throws TokenException {
    ServerMetadata metadata;
    try {
      metadata = read(openIdConnect());
    } catch (NoMetadata first) {
      try {
        metadata = read(oauth());
      } catch (NoMetadata second) {
        throw neither(first, second);
      }
    }
    TokenEndpoint endpoint = metadata.endpoint(issuer);
    listener.accept(metadata.endpoints());
    return endpoint;
  }

  private URI openIdConnect() {
    return URI.create(withoutSlash(issuer) + "/.well-known/openid-configuration");
  }

  private URI oauth() {
    URI uri = URI.create(issuer);
    String path = withoutSlash(uri.getRawPath());
    return URI.create(
        uri.getScheme()
            + "://"
            + uri.getRawAuthority()
            + "/.well-known/oauth-authorization-server"
            + path);
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private ServerMetadata read(URI address) throws TokenException, NoMetadata {
    HttpRequest request =
        HttpRequest.builder("GET", address)
            .header("Accept", "application/json")
            .header("Accept-Encoding", "identity")
            .header("User-Agent", UserAgent.value())
            .build();
    HttpAnswer answer = wire.send(request, address.toString());
    if (answer.status() / 100 != 2) {
      throw new NoMetadata(address, answer, "");
    }
    try {
      return new ServerMetadata(
          registration, JsonAnswer.of(answer, text), address.toString(), text);
    } catch (JsonObject.Unreadable e) {
      throw new NoMetadata(address, answer, ", not one JSON object: " + e.getMessage());
    }
  }

  /** The failure lasts as long as the more hopeful one of the two does. */
  private TokenException neither(NoMetadata first, NoMetadata second) {
    NoMetadata hopeful = first.kind().compareTo(second.kind()) <= 0 ? first : second;
    return new TokenException(
        "no metadata of issuer "
            + issuer
            + ": "
            + first.getMessage()
            + "; "
            + second.getMessage()
            + "; is issuer-uri right? else set token-uri in its place",
        hopeful.kind(),
        RetryAfter.of(hopeful.answer, Instant.ofEpochMilli(clock.currentTimeMillis())),
        null);
  }

  /** An address where no metadata is. */
  private static final class NoMetadata extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    NoMetadata(URI address, HttpAnswer answer, String more) {
      super(address + " answered " + answer.status() + more);
      this.answer = answer;
    }

    TokenException.Kind kind() {
      return StatusKind.of(answer.status());
    }
  }
}
