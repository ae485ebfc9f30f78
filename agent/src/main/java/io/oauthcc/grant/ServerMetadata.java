package io.oauthcc.grant;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says about itself (OpenID Connect Discovery §3, RFC 8414 §2), checked against the
 * configuration. Everything read from it is a server's text, cleaned before it is shown.
 */
final class ServerMetadata {

  private static final String METHODS = "token_endpoint_auth_methods_supported";

  private final Registration registration;
  private final JsonObject json;
  private final String source;
  private final ServerText text;

  /**
   * @param source where it was read, for messages
   */
  ServerMetadata(Registration registration, JsonObject json, String source, ServerText text) {
    this.registration = registration;
    this.json = json;
    this.source = source;
    this.text = text;
  }

  /**
   * The token endpoint, and how to authenticate there.
   *
   * @param issuer as configured
   * @throws TokenException if the metadata is another issuer's, names no token endpoint that may be
   *     asked, or supports no way of authenticating that the configuration allows
   */
  TokenEndpoint endpoint(String issuer) throws TokenException {
    checkIssuer(issuer);
    ClientAuthenticationMethod method = method();
    return new TokenEndpoint(tokenEndpoint(isByCertificate(method)), method, issuer);
  }

  /** Every endpoint it names, whatever for; what is no web address is left out. */
  List<URI> endpoints() {
    List<URI> endpoints = new ArrayList<>();
    addEndpoints(json, endpoints);
    JsonObject aliases = json.object("mtls_endpoint_aliases");
    if (aliases != null) {
      addEndpoints(aliases, endpoints);
    }
    return Collections.unmodifiableList(endpoints);
  }

  private static void addEndpoints(JsonObject json, List<URI> endpoints) {
    for (String name : json.names()) {
      if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
        URI uri = AnnouncedUri.parse(json.text(name));
        if (uri != null) {
          endpoints.add(uri);
        }
      }
    }
  }

  /** Identical, character for character: OpenID Connect Discovery §4.3, RFC 8414 §3.3. */
  private void checkIssuer(String issuer) throws TokenException {
    String named = json.text("issuer");
    if (named == null || named.isEmpty()) {
      throw wrong("has no issuer");
    }
    if (named.equals(issuer)) {
      return;
    }
    String shown = text.clean(named);
    boolean slash = named.equals(issuer + '/') || issuer.equals(named + '/');
    throw wrong(
        "is for the issuer "
            + shown
            + ", not for issuer-uri "
            + issuer
            + "; the two must be identical"
            + (slash ? ", the final slash counts" : "")
            + ": if that is the provider you mean, set issuer-uri="
            + shown);
  }

  private URI tokenEndpoint(boolean byCertificate) throws TokenException {
    JsonObject aliases = byCertificate ? json.object("mtls_endpoint_aliases") : null;
    // RFC 8705 §5.
    String alias = aliases == null ? null : aliases.text("token_endpoint");
    String named = alias == null ? json.text("token_endpoint") : alias;
    if (named == null || named.isEmpty()) {
      throw wrong("has no token_endpoint; set token-uri in the place of issuer-uri");
    }
    URI uri = AnnouncedUri.parse(named);
    String mistake =
        uri == null
            ? "is no https URL"
            : AnnouncedUri.mistake(uri, registration.insecureTokenUriAllowed());
    if (uri == null || mistake != null) {
      throw wrong(
          "names the token_endpoint "
              + text.clean(TokenEndpoint.withoutQuery(named))
              + ", which "
              + mistake);
    }
    return uri;
  }

  private ClientAuthenticationMethod method() throws TokenException {
    List<String> listed = json.texts(METHODS);
    if (listed == null) {
      // RFC 8414 §2.
      listed = Collections.singletonList(ClientAuthenticationMethod.CLIENT_SECRET_BASIC.value());
    }
    ClientAuthenticationMethod configured = registration.clientAuthenticationMethod();
    if (configured != null) {
      if (listed.contains(configured.value())) {
        return configured;
      }
      throw wrong(
          "supports "
              + shown(listed)
              + " ("
              + METHODS
              + "), but client-authentication-method is "
              + configured.value());
    }
    for (ClientAuthenticationMethod method :
        Arrays.asList(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
      if (listed.contains(method.value())) {
        return method;
      }
    }
    throw wrong(
        "supports "
            + shown(listed)
            + " ("
            + METHODS
            + "), neither client_secret_basic nor client_secret_post; set"
            + " client-authentication-method to the one you registered");
  }

  private String shown(List<String> listed) {
    return listed.isEmpty() ? "nothing" : text.clean(String.join(", ", listed));
  }

  private TokenException wrong(String what) {
    return new TokenException(
        "the metadata at " + source + " " + what, TokenException.Kind.FATAL, null);
  }

  private static boolean isByCertificate(@Nullable ClientAuthenticationMethod method) {
    return method == ClientAuthenticationMethod.TLS_CLIENT_AUTH
        || method == ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
  }
}
