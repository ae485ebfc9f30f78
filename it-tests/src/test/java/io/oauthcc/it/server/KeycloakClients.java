package io.oauthcc.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.HeldCertificate;

/** The secret and the keys of this run that the realms' clients have. */
public final class KeycloakClients {
  private final String secret = Credentials.of("").secret();
  private final HeldCertificate ecKey = newKey();
  private final HeldCertificate rsaKey =
      new HeldCertificate.Builder().commonName("my-rsa-service").rsa2048().build();

  KeycloakClients() {}

  /** A key on the curve P-256, unlike any other. */
  public static HeldCertificate newKey() {
    return new HeldCertificate.Builder().commonName("my-service").ecdsa256().build();
  }

  /** The secret of each client that has one. */
  public String secret() {
    return secret;
  }

  /** The key of {@code my-service}, which the realm knows as {@code my-key}. */
  public HeldCertificate ecKey() {
    return ecKey;
  }

  /** The key of {@code my-rsa-service}. */
  public HeldCertificate rsaKey() {
    return rsaKey;
  }

  /** Writes {@code <realm>-realm.json}, the name that Keycloak wants, for each. */
  void writeRealms(List<String> realms, Path folder) {
    for (String realm : realms) {
      String file = realm + "-realm.json";
      try {
        String text =
            Files.readString(ServerProcess.resource(file))
                .replace("@SECRET@", secret)
                .replace("@EC_X@", coordinate(ecPoint().getAffineX()))
                .replace("@EC_Y@", coordinate(ecPoint().getAffineY()))
                .replace(
                    "@RSA_CERTIFICATE@",
                    Base64.getEncoder().encodeToString(rsaKey.certificate().getEncoded()));
        Files.writeString(folder.resolve(file), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private ECPoint ecPoint() {
    return ((ECPublicKey) ecKey.keyPair().getPublic()).getW();
  }

  /** As a JSON Web Key has it (RFC 7518, section 6.2.1): 32 bytes, base64url. */
  private static String coordinate(BigInteger value) {
    byte[] bytes = new byte[32];
    byte[] shortest = value.toByteArray();
    int length = Math.min(shortest.length, bytes.length);
    System.arraycopy(shortest, shortest.length - length, bytes, bytes.length - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
