package io.oauthcc.grant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint that takes the one request its provider documents and refuses every other: any
 * method but POST, another path, another content type, two client authentications or the wrong one,
 * a parameter that is missing, unknown, empty, repeated or not encoded.
 */
final class StrictProvider implements Function<ReceivedRequest, String> {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final Pattern FORM_PAIR =
      Pattern.compile("([A-Za-z0-9*._-]|%[0-9A-F]{2}|\\+)+=([A-Za-z0-9*._-]|%[0-9A-F]{2}|\\+)+");
  private static final Pattern JSON_OBJECT =
      Pattern.compile("\\{\"[^\"]+\":\"[^\"]+\"(,\"[^\"]+\":\"[^\"]+\")*}");
  private static final Pattern JSON_MEMBER = Pattern.compile("\"([^\"]+)\":\"([^\"]+)\"");

  private final String path;
  private final String contentType;
  private final @Nullable String basic;
  private final Map<String, String> headers;
  private final List<Map<String, String>> parameters;
  private final Function<Map<String, String>, String> answers;

  private StrictProvider(
      String path,
      String contentType,
      @Nullable String basic,
      Map<String, String> headers,
      List<Map<String, String>> parameters,
      Function<Map<String, String>, String> answers) {
    this.path = path;
    this.contentType = contentType;
    this.basic = basic;
    this.headers = headers;
    this.parameters = parameters;
    this.answers = answers;
  }

  /**
   * With all credentials in a form.
   *
   * @param parameters each of the sets that may come, every value exact
   * @param answers to a request that was accepted
   */
  static StrictProvider form(
      String path,
      List<Map<String, String>> parameters,
      Function<Map<String, String>, String> answers) {
    return new StrictProvider(path, FORM, null, Map.of(), parameters, answers);
  }

  /** With all credentials in a JSON body. */
  static StrictProvider json(String path, Map<String, String> parameters, String answer) {
    return new StrictProvider(path, JSON, null, Map.of(), List.of(parameters), p -> answer);
  }

  /**
   * With the credentials in a Basic header beside a JSON body.
   *
   * @param basic id and secret as RFC 6749 §2.3.1 has them, decoded
   * @param headers that must be there, too
   */
  static StrictProvider basicAndJson(
      String path,
      String basic,
      Map<String, String> headers,
      Map<String, String> parameters,
      String answer) {
    return new StrictProvider(path, JSON, basic, headers, List.of(parameters), p -> answer);
  }

  @Override
  public String apply(ReceivedRequest request) {
    if (!request.method().equals("POST")) {
      return refusal(405, "method");
    }
    if (!request.target().equals(path)) {
      return refusal(404, "path");
    }
    if (!request.headers("Content-Type").equals(List.of(contentType))) {
      return refusal(415, "content type");
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!request.headers(header.getKey()).equals(List.of(header.getValue()))) {
        return refusal(400, "header");
      }
    }
    Map<String, String> sent = parameters(request.body());
    if (sent == null) {
      return refusal(400, "body");
    }
    boolean inHeader = !request.headers("Authorization").isEmpty();
    if (inHeader && sent.containsKey("client_secret")) {
      return refusal(400, "two client authentications");
    }
    if (inHeader != (basic != null) || (basic != null && !isRight(request, basic))) {
      return refusal(401, "client authentication");
    }
    return parameters.contains(sent) ? answers.apply(sent) : refusal(400, "parameters");
  }

  private static String refusal(int status, String what) {
    String code = status == 401 ? "invalid_client" : "invalid_request";
    return FakeServer.json(
        status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, what));
  }

  private static boolean isRight(ReceivedRequest request, String basic) {
    List<String> values = request.headers("Authorization");
    if (values.size() != 1 || !values.get(0).startsWith("Basic ")) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(values.get(0).substring(6));
      String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", -1);
      return pair.length == 2 && (decoded(pair[0]) + ':' + decoded(pair[1])).equals(basic);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String decoded(String text) {
    return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Null if the body is not of the content type, or has something twice or empty. */
  private @Nullable Map<String, String> parameters(String body) {
    Map<String, String> parameters = new java.util.LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    if (contentType.equals(FORM)) {
      for (String pair : body.split("&", -1)) {
        if (!FORM_PAIR.matcher(pair).matches()) {
          return null;
        }
        int equals = pair.indexOf('=');
        String name = decoded(pair.substring(0, equals));
        parameters.put(name, decoded(pair.substring(equals + 1)));
        if (!seen.add(name)) {
          return null;
        }
      }
      return parameters;
    }
    if (!JSON_OBJECT.matcher(body).matches()) {
      return null;
    }
    Matcher member = JSON_MEMBER.matcher(body);
    while (member.find()) {
      parameters.put(member.group(1), member.group(2));
      if (!seen.add(member.group(1))) {
        return null;
      }
    }
    return parameters;
  }
}
