package io.oauthcc.grant;

import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What follows {@code Basic} in the header (RFC 7617 §2, RFC 6749 §2.3.1). */
final class BasicCredentials {

  private BasicCredentials() {}

  static String of(String clientId, Secret secret, BasicEncoding encoding) {
    String pair =
        encoding == BasicEncoding.RAW
            ? clientId + ':' + secret.reveal()
            : FormEncoding.encode(clientId) + ':' + FormEncoding.encode(secret.reveal());
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
