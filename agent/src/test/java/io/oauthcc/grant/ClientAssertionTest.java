package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.SigningAlgorithm;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.keys.EcdsaSignature;
import io.oauthcc.time.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The assertions, as another implementation of JOSE reads them. */
class ClientAssertionTest {

  private static final String SECRET = "a secret of thirty-two bytes: \u20ac\u20ac";

  private static KeyPair rsa;
  private static KeyPair elliptic;

  private final ManualClock clock = new ManualClock();
  private final RegistrationBuilder registration =
      RegistrationBuilder.of("default")
          .tokenUri(URI.create("https://as.test/token?tenant=1"))
          .clientId("me")
          .clientSecret(Secret.of(SECRET));

  private @Nullable String issuer;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    rsa = generator.generateKeyPair();
    elliptic = curve("secp256r1");
  }

  private static KeyPair curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  private static KeyPair pair(SigningAlgorithm algorithm) {
    return algorithm == SigningAlgorithm.ES256 ? elliptic : rsa;
  }

  private ReceivedRequest request(KeyPair keys, Map<String, ?> settings) throws IOException {
    return request(ClientAuthenticationMethod.PRIVATE_KEY_JWT, keys, settings);
  }

  private ReceivedRequest request(
      ClientAuthenticationMethod method, @Nullable KeyPair keys, Map<String, ?> settings)
      throws IOException {
    settings.forEach(registration::set);
    Registration built = registration.set("client-authentication-method", method).build();
    TokenEndpoint endpoint =
        new TokenEndpoint(URI.create("https://as.test/token?tenant=1"), method, issuer);
    Credentials credentials =
        new Credentials(Secret.of(SECRET), keys == null ? null : keys.getPrivate());
    Draft draft =
        new TokenRequest(built, endpoint)
            .clientCredentials(ClientAuthentications.of(built, endpoint, credentials, clock));
    byte[] body = draft.build().body();
    ReceivedRequest request =
        ReceivedRequest.of(
            "POST /token HTTP/1.1\r\nHost: as.test\r\n\r\n"
                + new String(body, java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(draft.secrets()).containsExactly(request.parameter("client_assertion"));
    return request;
  }

  private static Map<String, ?> signed(SigningAlgorithm algorithm) {
    return Map.of("signing-algorithm", algorithm);
  }

  private static JsonWebSignature verified(String jwt, Key key, SigningAlgorithm algorithm)
      throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(
        new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.name()));
    signature.setCompactSerialization(jwt);
    signature.setKey(key);
    assertThat(signature.verifySignature()).isTrue();
    return signature;
  }

  @ParameterizedTest
  @EnumSource(names = {"RS256", "PS256", "ES256"})
  void aPrivateKeySigns(SigningAlgorithm algorithm) throws Exception {
    KeyPair keys = pair(algorithm);
    // A hundred, for each length that the integers of an ECDSA signature may have.
    for (int i = 0; i < (algorithm == SigningAlgorithm.ES256 ? 100 : 1); i++) {
      String jwt = request(keys, signed(algorithm)).parameter("client_assertion");

      JsonWebSignature signature = verified(jwt, keys.getPublic(), algorithm);
      assertThat(signature.getHeaders().getFullHeaderAsJsonString())
          .isEqualTo("{\"alg\":\"" + algorithm + "\"}");
    }
  }

  @Test
  void theSecretSigns() throws Exception {
    ReceivedRequest request = request(ClientAuthenticationMethod.CLIENT_SECRET_JWT, null, Map.of());

    verified(
        request.parameter("client_assertion"),
        new SecretKeySpec(SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HMAC"),
        SigningAlgorithm.HS256);
    assertThat(request.body()).doesNotContain("client_secret");
  }

  @Test
  void itSaysWhoForWhomAndHowLong() throws Exception {
    ReceivedRequest request = request(rsa, Map.of("key-id", "k1", "assertion-lifetime", "90s"));

    assertThat(request.form().stream().map(Map.Entry::getKey))
        .containsExactly("grant_type", "client_id", "client_assertion_type", "client_assertion");
    assertThat(request.parameter("client_id")).isEqualTo("me");
    assertThat(request.parameter("client_assertion_type"))
        .isEqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    JsonWebSignature signature =
        verified(request.parameter("client_assertion"), rsa.getPublic(), SigningAlgorithm.RS256);
    assertThat(signature.getKeyIdHeaderValue()).isEqualTo("k1");
    JwtClaims claims = JwtClaims.parse(signature.getPayload());
    long now = clock.currentTimeMillis() / 1000;
    assertThat(claims.getClaimNames())
        .containsExactlyInAnyOrder("iss", "sub", "aud", "jti", "iat", "exp");
    assertThat(claims.getIssuer()).isEqualTo("me");
    assertThat(claims.getSubject()).isEqualTo("me");
    assertThat(claims.getClaimValue("aud")).isEqualTo("https://as.test/token?tenant=1");
    assertThat(claims.getIssuedAt().getValue()).isEqualTo(now);
    assertThat(claims.getExpirationTime().getValue()).isEqualTo(now + 90);
    assertThat(claims.getJwtId()).hasSizeGreaterThanOrEqualTo(32);
  }

  @ParameterizedTest(name = "issuer {0}, configured {1}: {2}")
  @CsvSource({
    ", , https://as.test/token?tenant=1",
    "https://as.test, , https://as.test",
    "https://as.test, https://other.test/, https://other.test/",
    ", https://other.test/, https://other.test/"
  })
  void itIsForTheServerUnlessConfigured(
      @Nullable String issuer, @Nullable String configured, String audience) throws Exception {
    this.issuer = issuer;
    registration.set("assertion-audience", configured);
    String jwt = request(rsa, Map.of()).parameter("client_assertion");

    JsonWebSignature signature = verified(jwt, rsa.getPublic(), SigningAlgorithm.RS256);
    assertThat(JwtClaims.parse(signature.getPayload()).getClaimValue("aud")).isEqualTo(audience);
  }

  @Test
  void eachRequestHasOneOfItsOwn() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      String jwt = request(rsa, Map.of()).parameter("client_assertion");
      String payload = verified(jwt, rsa.getPublic(), SigningAlgorithm.RS256).getPayload();
      ids.add(JwtClaims.parse(payload).getJwtId());
    }

    assertThat(ids).hasSize(20);
  }

  @Test
  void aKeyThatDoesNotFitIsAnErrorThatNamesWhatWould() throws Exception {
    assertThatThrownBy(() -> request(elliptic, signed(SigningAlgorithm.RS256)))
        .hasMessage(
            "signing-algorithm=RS256 needs an RSA key, the private key is of type EC; set"
                + " signing-algorithm=ES256");
    assertThatThrownBy(() -> request(rsa, signed(SigningAlgorithm.ES256)))
        .hasMessage(
            "signing-algorithm=ES256 needs an EC key, the private key is of type RSA; set"
                + " signing-algorithm=RS256");
    KeyPair larger = curve("secp384r1");
    assertThatThrownBy(() -> request(larger, signed(SigningAlgorithm.ES256)))
        .hasMessage(
            "signing-algorithm=ES256 needs a key on the curve P-256, the private key's curve has"
                + " 384 bits");
    assertThatThrownBy(() -> request(rsa, signed(SigningAlgorithm.HS256)))
        .hasMessage("signing-algorithm=HS256 is for client_secret_jwt, not for a key");
    assertThatThrownBy(() -> request(ClientAuthenticationMethod.PRIVATE_KEY_JWT, null, Map.of()))
        .hasMessage("private_key_jwt needs private-key-file or key-store");
  }

  @Test
  void aJvmWithoutTheAlgorithmIsAnErrorThatNamesTheNext() {
    // What a JVM looks like whose providers lack it.
    List<Provider> removed = new ArrayList<>();
    for (Provider provider : Security.getProviders()) {
      if (provider.getService("Signature", "RSASSA-PSS") != null) {
        removed.add(provider);
      }
    }
    List<Provider> before = List.of(Security.getProviders());
    removed.forEach(provider -> Security.removeProvider(provider.getName()));
    try {
      assertThatThrownBy(() -> request(rsa, signed(SigningAlgorithm.PS256)))
          .hasMessage(
              "this JVM cannot sign with PS256; Java 8 can from update 251 on, else set"
                  + " signing-algorithm=RS256");
    } finally {
      for (int i = 0; i < before.size(); i++) {
        if (removed.contains(before.get(i))) {
          Security.insertProviderAt(before.get(i), i + 1);
        }
      }
    }
  }

  @Test
  void signingLeavesTheJvmsProvidersAlone() throws Exception {
    Provider[] before = Security.getProviders();
    request(elliptic, signed(SigningAlgorithm.ES256));
    request(rsa, signed(SigningAlgorithm.PS256));

    assertThat(Security.getProviders()).containsExactly(before);
  }

  @Test
  void integersOfAnyLengthFillTheirHalfFromTheRight() throws Exception {
    String high = "ff" + "00".repeat(31);
    String der = "3026" + "0221" + "00" + high + "0201" + "02";

    assertThat(HexFormat.of().formatHex(EcdsaSignature.toJws(HexFormat.of().parseHex(der))))
        .isEqualTo(high + "00".repeat(31) + "02");
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "30",
    "3006020101020102ff",
    "3005020101020102",
    "3006030101020102",
    "3006020001020102",
    "30060201010202ff",
    "3080020101020101",
    "3027022200010101010101010101010101010101010101010101010101010101010101010101020101"
  })
  void aSignatureThatIsNotDerIsRefused(String hex) {
    assertThatThrownBy(() -> EcdsaSignature.toJws(HexFormat.of().parseHex(hex)))
        .isInstanceOf(SignatureException.class);
  }
}
