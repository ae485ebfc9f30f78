package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that a server sent fit for a message: everything secret that we sent is replaced, what
 * is not printable ASCII too, and no more than 200 characters are kept.
 */
final class ServerText {

  private static final int MAX_LENGTH = 200;
  private static final int SHORTEST_OTHER = 4;

  private final List<String> secrets = new ArrayList<>();

  /**
   * @param address where it was sent
   * @param sent the secrets of the request that is answered
   */
  ServerText(Registration registration, URI address, List<String> sent) {
    for (String secret : sent) {
      add(secret, 1);
    }
    for (String value : registration.tokenRequestParameters().values()) {
      add(value, SHORTEST_OTHER);
      add(FormEncoding.encode(value), SHORTEST_OTHER);
    }
    for (String value : registration.tokenRequestHeaders().values()) {
      add(value, SHORTEST_OTHER);
    }
    addQuery(address.getRawQuery());
  }

  private void addQuery(@Nullable String query) {
    if (query == null) {
      return;
    }
    add(query, SHORTEST_OTHER);
    for (Map.Entry<String, String> parameter : FormEncoding.decode(query)) {
      add(parameter.getValue(), SHORTEST_OTHER);
      add(FormEncoding.encode(parameter.getValue()), SHORTEST_OTHER);
    }
  }

  private ServerText(List<String> secrets, @Nullable String another) {
    this.secrets.addAll(secrets);
    if (another != null) {
      add(another, SHORTEST_OTHER);
    }
  }

  private ServerText without(@Nullable String secret) {
    return new ServerText(secrets, secret);
  }

  /** The same, for an answer with tokens in it. */
  ServerText withoutTokensOf(JsonObject answer) {
    return without(answer.text("access_token"))
        .without(answer.text("refresh_token"))
        .without(answer.text("id_token"));
  }

  String clean(String text) {
    // What holds another secret is replaced first, or a part of it would stay.
    List<String> longestFirst = new ArrayList<>(secrets);
    longestFirst.sort(Comparator.comparing(String::length).reversed());
    String scrubbed = text;
    for (String secret : longestFirst) {
      scrubbed = scrubbed.replace(secret, "***");
    }
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < scrubbed.length() && printable.length() < MAX_LENGTH; i++) {
      char c = scrubbed.charAt(i);
      printable.append(c >= 0x20 && c < 0x7f ? c : '?');
    }
    return printable.toString();
  }

  /** Values shorter than {@code shortest} give nothing away and would only garble the text. */
  private void add(String secret, int shortest) {
    if (secret.length() >= shortest) {
      secrets.add(secret);
    }
  }
}
