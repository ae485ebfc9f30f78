package io.oauthcc.token;

import io.oauthcc.config.BasicEncoding;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that a server sent fit for a message: everything secret that we sent is replaced, what
 * is not printable ASCII too, and no more than 200 characters are kept.
 */
final class ServerText {

  private static final int MAX_LENGTH = 200;
  private static final int SHORTEST_OTHER = 4;

  private final List<String> secrets = new ArrayList<>();

  ServerText(Registration registration, Endpoint endpoint, @Nullable Secret secret) {
    if (secret != null) {
      add(secret.reveal(), 1);
      add(FormEncoding.encode(secret.reveal()), 1);
      for (BasicEncoding encoding : BasicEncoding.values()) {
        add(BasicCredentials.of(registration.clientId(), secret, encoding), 1);
      }
    }
    for (String value : registration.tokenRequestParameters().values()) {
      add(value, SHORTEST_OTHER);
    }
    for (String value : registration.tokenRequestHeaders().values()) {
      add(value, SHORTEST_OTHER);
    }
    String query = endpoint.uri().getRawQuery();
    if (query != null) {
      add(query, SHORTEST_OTHER);
    }
  }

  private ServerText(List<String> secrets, @Nullable String another) {
    this.secrets.addAll(secrets);
    if (another != null) {
      add(another, SHORTEST_OTHER);
    }
  }

  /** The same, for an answer that holds something secret itself. */
  ServerText without(@Nullable String secret) {
    return new ServerText(secrets, secret);
  }

  String clean(String text) {
    String scrubbed = text;
    for (String secret : secrets) {
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
