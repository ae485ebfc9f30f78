package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.TokenRequestFormat;
import io.oauthcc.config.Registration.TokenRequestMethod;
import io.oauthcc.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token request that is being put together, and what in it no message may show. */
final class Draft {

  private final Registration registration;
  private final URI uri;
  private final Parameters parameters;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();

  Draft(Registration registration, URI uri) {
    this.registration = registration;
    this.uri = uri;
    this.parameters = new Parameters(uri);
  }

  /** Null or empty: not sent. */
  void parameter(String name, @Nullable String value) {
    parameters.put(name, value);
  }

  /** Sent as often as there are values. */
  void parameter(String name, List<String> values) {
    parameters.put(name, values);
  }

  /** A later one of the same name, in any case, takes the place of an earlier one. */
  void header(String name, String value) {
    headers.add(new SimpleImmutableEntry<>(name, value));
  }

  /** Not empty; in whatever form it is sent. */
  void conceal(String secret) {
    secrets.add(secret);
  }

  /** What a server could repeat in its answer and must not be shown. */
  List<String> secrets() {
    return Collections.unmodifiableList(secrets);
  }

  /**
   * The request as it goes out.
   *
   * @throws IllegalArgumentException if a header cannot be sent; the message names it
   * @throws IOException if a value has no form in UTF-8
   */
  HttpRequest build() throws IOException {
    if (registration.tokenRequestMethod() == TokenRequestMethod.GET) {
      return withHeaders(HttpRequest.builder("GET", URI.create(uri + separator() + form())))
          .build();
    }
    HttpRequest.Builder request = withHeaders(HttpRequest.builder("POST", uri));
    return registration.tokenRequestFormat() == TokenRequestFormat.JSON
        ? request.body(JsonText.of(parameters.json()), "application/json").build()
        : request
            .body(form().getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded")
            .build();
  }

  private HttpRequest.Builder withHeaders(HttpRequest.Builder request) {
    headers.forEach(header -> request.header(header.getKey(), header.getValue()));
    return request;
  }

  private String form() {
    return parameters.form();
  }

  private String separator() {
    String query = uri.getRawQuery();
    if (query == null) {
      return "?";
    }
    return query.isEmpty() || query.endsWith("&") ? "" : "&";
  }
}
