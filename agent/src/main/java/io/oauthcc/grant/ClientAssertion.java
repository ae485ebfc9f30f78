package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * {@code private_key_jwt} and {@code client_secret_jwt}: a JWT about the client, signed by it (RFC
 * 7523 §2.2 and §3, OpenID Connect Core §9). Each request gets one of its own, so that a server may
 * refuse one that it saw before.
 *
 * <p>{@code client_id} goes along: RFC 7521 §4.2 leaves it to the client, servers that look it up
 * only compare it, and Spring's refuses an assertion without it. The header has no {@code typ}: it
 * is optional (RFC 7515 §4.1.9), and some servers take no other than {@code JWT}.
 */
final class ClientAssertion implements ClientAuthentication {

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Registration registration;
  private final String audience;
  private final Signer signer;
  private final Clock clock;

  ClientAssertion(Registration registration, String audience, Signer signer, Clock clock) {
    this.registration = registration;
    this.audience = audience;
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public void authenticate(Draft request) throws IOException {
    String jwt = jwt();
    request.parameter("client_id", registration.clientId());
    request.parameter("client_assertion_type", TYPE);
    request.parameter("client_assertion", jwt);
    request.conceal(jwt);
  }

  private String jwt() throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", signer.algorithm().name());
    String keyId = registration.keyId();
    if (keyId != null) {
      header.put("kid", keyId);
    }
    long now = TimeUnit.MILLISECONDS.toSeconds(clock.currentTimeMillis());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", registration.clientId());
    claims.put("sub", registration.clientId());
    claims.put("aud", audience);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + Math.max(1, registration.assertionLifetime().getSeconds()));
    String signed = encode(JsonText.of(header)) + '.' + encode(JsonText.of(claims));
    return signed + '.' + encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
