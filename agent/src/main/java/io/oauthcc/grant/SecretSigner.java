package io.oauthcc.grant;

import io.oauthcc.config.Registration.SigningAlgorithm;
import io.oauthcc.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code HS256}: the key is the client's secret in UTF-8 (OpenID Connect Core §10.1). */
final class SecretSigner implements Signer {

  private static final String HMAC = "HmacSHA256";

  private final Secret secret;

  SecretSigner(Secret secret) {
    this.secret = secret;
  }

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.HS256;
  }

  @Override
  public byte[] sign(byte[] bytes) throws IOException {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException("this JVM cannot compute " + HMAC + ": " + e.getMessage(), e);
    }
  }
}
