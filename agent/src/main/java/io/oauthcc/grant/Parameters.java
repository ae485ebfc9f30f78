package io.oauthcc.grant;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one token request, in order. None is there twice (RFC 6749 §3.2), but for those
 * with several values (RFC 8707 §2), and none that the endpoint's own query has already. What has
 * no value is not sent.
 */
final class Parameters {

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> inQuery;

  /** No parameter yet, for a request to this address. */
  Parameters(URI endpoint) {
    this.inQuery = names(endpoint.getRawQuery());
  }

  /** Takes the place of an earlier one of the same name. */
  void put(String name, @Nullable String value) {
    put(name, value == null ? Collections.emptyList() : Collections.singletonList(value));
  }

  /** The same with any number of values. */
  void put(String name, List<String> several) {
    List<String> present = new ArrayList<>(several);
    present.removeIf(String::isEmpty);
    if (!present.isEmpty() && !inQuery.contains(name)) {
      values.put(name, present);
    }
  }

  /** Whether the endpoint's own query has a parameter of this name. */
  boolean isInQuery(String name) {
    return inQuery.contains(name);
  }

  /** As a body of type {@code application/x-www-form-urlencoded}, or as a query. */
  String form() {
    StringBuilder form = new StringBuilder();
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      for (String value : parameter.getValue()) {
        form.append(form.length() == 0 ? "" : "&")
            .append(FormEncoding.encode(parameter.getKey()))
            .append('=')
            .append(FormEncoding.encode(value));
      }
    }
    return form.toString();
  }

  /** One flat object: a single value is a string, several are an array of strings. */
  Map<String, Object> json() {
    Map<String, Object> members = new LinkedHashMap<>();
    values.forEach(
        (name, several) -> members.put(name, several.size() == 1 ? several.get(0) : several));
    return members;
  }

  /** Names only. */
  @Override
  public String toString() {
    return "parameters " + values.keySet();
  }

  private static Set<String> names(@Nullable String query) {
    if (query == null) {
      return Collections.emptySet();
    }
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, String> parameter : FormEncoding.decode(query)) {
      names.add(parameter.getKey());
    }
    return names;
  }
}
