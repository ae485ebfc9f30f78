package io.oauthcc.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import io.oauthcc.config.TokenRequestFormat;
import io.oauthcc.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client credentials request (RFC 6749 §4.4.2): POST, a form or one flat JSON object, at most
 * one client authentication. What has no value is not sent (RFC 6749 §3.2). A configured parameter
 * or header takes the place of one of the same name that we would send. Several {@code resource}
 * values are a repeated parameter in a form (RFC 8707 §2) and an array of strings in JSON; a single
 * one is a string there.
 */
final class TokenRequest {

  private final Registration registration;
  private final Endpoint endpoint;

  TokenRequest(Registration registration, Endpoint endpoint) {
    this.registration = registration;
    this.endpoint = endpoint;
  }

  /**
   * The request with this secret.
   *
   * @throws IllegalArgumentException if a configured header cannot be sent, or the method needs a
   *     secret and there is none
   * @throws IOException if a configured value has no form in UTF-8
   */
  HttpRequest with(@Nullable Secret secret) throws IOException {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    put(parameters, "grant_type", "client_credentials");
    HttpRequest.Builder request =
        HttpRequest.builder("POST", endpoint.uri())
            .header("Accept", "application/json")
            .header("User-Agent", UserAgent.value());
    ClientAuthenticationMethod method = endpoint.method();
    switch (method) {
      case CLIENT_SECRET_BASIC:
        request.header("Authorization", "Basic " + basic(required(secret, method)));
        break;
      case CLIENT_SECRET_POST:
        put(parameters, "client_id", registration.clientId());
        put(parameters, "client_secret", required(secret, method).reveal());
        break;
      case NONE:
        put(parameters, "client_id", registration.clientId());
        break;
      default:
        throw new IllegalArgumentException(method.value() + " is not supported");
    }
    put(parameters, "scope", registration.scope());
    put(parameters, "audience", registration.audience());
    if (!registration.resource().isEmpty()) {
      parameters.put("resource", registration.resource());
    }
    for (Map.Entry<String, String> extra : registration.tokenRequestParameters().entrySet()) {
      put(parameters, extra.getKey(), extra.getValue());
    }
    for (Map.Entry<String, String> extra : registration.tokenRequestHeaders().entrySet()) {
      request.header(extra.getKey(), extra.getValue());
    }
    if (registration.tokenRequestFormat() == TokenRequestFormat.JSON) {
      return request.body(json(parameters), "application/json").build();
    }
    return request.body(form(parameters), "application/x-www-form-urlencoded").build();
  }

  private String basic(Secret secret) {
    return BasicCredentials.of(registration.clientId(), secret, registration.basicEncoding());
  }

  private static Secret required(@Nullable Secret secret, ClientAuthenticationMethod method) {
    if (secret == null) {
      throw new IllegalArgumentException(method.value() + " needs client-secret-file");
    }
    return secret;
  }

  private static void put(
      Map<String, List<String>> parameters, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      parameters.put(name, Collections.singletonList(value));
    }
  }

  private static byte[] form(Map<String, List<String>> parameters) {
    StringBuilder form = new StringBuilder();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        form.append(form.length() == 0 ? "" : "&")
            .append(FormEncoding.encode(parameter.getKey()))
            .append('=')
            .append(FormEncoding.encode(value));
      }
    }
    return form.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] json(Map<String, List<String>> parameters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
        List<String> values = parameter.getValue();
        json.writeFieldName(parameter.getKey());
        if (values.size() == 1) {
          json.writeString(values.get(0));
        } else {
          json.writeArray(values.toArray(new String[0]), 0, values.size());
        }
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
