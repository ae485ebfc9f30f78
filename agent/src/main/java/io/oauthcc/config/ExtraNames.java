package io.oauthcc.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks extra headers and parameters of the token request. Loaded only where there are some. */
final class ExtraNames {

  private ExtraNames() {}

  /** The values by name, as first written; every mistake is a finding. */
  static Map<String, String> read(Map<String, Setting> family, Values values, Settings settings) {
    ClientAuthenticationMethod method =
        values.word(Key.CLIENT_AUTHENTICATION_METHOD, ClientAuthenticationMethod.values());
    Map<String, String> extra = new LinkedHashMap<>();
    for (Map.Entry<String, Setting> entry : family.entrySet()) {
      Setting setting = entry.getValue();
      boolean header = setting.key() == Key.TOKEN_REQUEST_HEADER;
      String value = header ? setting.value().trim() : setting.value();
      String mistake =
          header
              ? headerMistake(entry.getKey(), value, method)
              : parameterMistake(entry.getKey(), method);
      if (mistake != null) {
        settings.wrong(setting, mistake);
      }
      extra.put(entry.getKey(), value);
    }
    return Collections.unmodifiableMap(extra);
  }

  /** What is wrong with a header, or null. */
  private static @Nullable String headerMistake(
      String name, String value, ClientAuthenticationMethod method) {
    if (!Values.isToken(name)) {
      return "is no header name; it holds letters, digits and hyphens";
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7f) {
        return "holds a line break or a character beyond ASCII, which no header value has";
      }
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("authorization") && method == ClientAuthenticationMethod.CLIENT_SECRET_BASIC) {
      return "is made from client-id and client-secret; with a value of your own set"
          + " client-authentication-method=client_secret_post or none";
    }
    if (lower.equals("host")
        || lower.equals("content-length")
        || lower.equals("transfer-encoding")
        || lower.equals("connection")
        || lower.equals("keep-alive")
        || lower.equals("proxy-connection")
        || lower.equals("te")
        || lower.equals("trailer")
        || lower.equals("upgrade")
        || lower.equals("expect")) {
      return "belongs to the connection and is set by the agent; take it out";
    }
    return null;
  }

  /** What is wrong with a parameter's name, or null. */
  private static @Nullable String parameterMistake(String name, ClientAuthenticationMethod method) {
    if (Values.hasControl(name)) {
      return "holds a control character";
    }
    if (name.equals("grant_type")) {
      return "is always client_credentials; take it out";
    }
    if (method.usesAssertion()
        && (name.equals("client_assertion") || name.equals("client_assertion_type"))) {
      return "is made by the agent; take it out";
    }
    boolean ownKey =
        name.equals("client_secret")
            || name.equals("scope")
            || name.equals("audience")
            || name.equals("resource")
            || (name.equals("client_id")
                && method != ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return ownKey ? "has a key of its own; write " + name.replace('_', '-') + "=" : null;
  }
}
