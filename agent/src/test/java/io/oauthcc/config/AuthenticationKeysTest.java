package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.PLANTED;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static io.oauthcc.config.ConfigurationSources.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AuthenticationKeysTest extends ConfigurationTest {

  private static final String METHOD = "client-authentication-method=";
  private static final String PRIVATE_KEY_JWT = METHOD + "private_key_jwt\n";

  @ParameterizedTest
  @EnumSource(ClientAuthenticationMethod.class)
  void eachMethodIsContentWithWhatItNeeds(ClientAuthenticationMethod method) throws Exception {
    String proof =
        switch (method) {
          case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT -> SECRET;
          case PRIVATE_KEY_JWT -> "private-key-file=DIR/key.pem\n";
          case TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH -> "key-store=DIR/key.pem\n";
          case NONE -> "";
        };

    Registration registration = sources.registration(BASE + METHOD + method.value() + "\n" + proof);

    assertThat(registration.clientAuthenticationMethod()).isEqualTo(method);
    assertThat(registration.clientSecret() != null).isEqualTo(proof.equals(SECRET));
    assertThat(registration.privateKey() != null)
        .isEqualTo(method == ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    assertThat(registration.signingAlgorithm()).isEqualTo(SigningAlgorithm.RS256);
    assertThat(registration.assertionLifetime()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void everyKeyOfAPrivateKeyReachesItsPlace() throws Exception {
    Registration registration =
        sources.registration(
            BASE
                + PRIVATE_KEY_JWT
                + """
                private-key-file=DIR/key.pem
                private-key-password=${env:SHORT}
                key-id=key 1
                signing-algorithm=es256
                assertion-audience=https://auth.example.org/realms/main
                assertion-lifetime=2m
                """);

    KeyFile key = Objects.requireNonNull(registration.privateKey());
    assertThat(key.file()).isEqualTo(sources.file("key.pem").toFile());
    assertThat(key).hasToString(sources.file("key.pem").toString());
    assertThat(key.password()).isEqualTo(Secret.of(PLANTED));
    assertThat(registration.keyId()).isEqualTo("key 1");
    assertThat(registration.signingAlgorithm()).isEqualTo(SigningAlgorithm.ES256);
    assertThat(registration.assertionAudience()).isEqualTo("https://auth.example.org/realms/main");
    assertThat(registration.assertionLifetime()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({
    "private_key_jwt, RS256",
    "private_key_jwt, PS256",
    "private_key_jwt, ES256",
    "client_secret_jwt, HS256",
  })
  void eachAlgorithmFitsItsMethod(String method, String algorithm) throws Exception {
    String proof = method.equals("private_key_jwt") ? "private-key-file=DIR/key.pem\n" : SECRET;

    assertThat(
            sources
                .registration(
                    BASE + METHOD + method + "\n" + proof + "signing-algorithm=" + algorithm)
                .signingAlgorithm())
        .hasToString(algorithm);
  }

  @Test
  void theKeyMayLieInTheKeyStore() throws Exception {
    Registration registration =
        sources.registration(BASE + PRIVATE_KEY_JWT + "key-store=DIR/key.pem\n");

    assertThat(registration.privateKey()).isNull();
    assertThat(registration.keyStore()).isNotNull();
  }

  @Test
  void theJresKeyStoreWillDoForTls() throws Exception {
    sources.property("javax.net.ssl.keyStore", "/etc/client.p12");

    assertThat(sources.registration(BASE + METHOD + "tls_client_auth").keyStore()).isNull();
    assertThat(sources.problems(BASE + PRIVATE_KEY_JWT)).hasSize(1);
  }

  @Test
  void anEmptyValueUndoesAnInheritedFile() throws Exception {
    Registration one =
        sources.registration(
            BASE.replace("hosts=", "registration.one.hosts=")
                + PRIVATE_KEY_JWT
                + """
                private-key-file=DIR/missing
                key-store=DIR/key.pem
                registration.one.private-key-file=
                registration.one.signing-algorithm=
                """);

    assertThat(one.privateKey()).isNull();
    assertThat(one.signingAlgorithm()).isEqualTo(SigningAlgorithm.RS256);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client-authentication-method=client_secret_jwt | registration default: client-secret-file is missing; add for example oauthcc.client-secret-file=/run/secrets/client-secret
          private-key-file=DIR/key.pem | registration default: client-secret-file is missing; add for example oauthcc.client-secret-file=/run/secrets/client-secret; or, to do without a secret, oauthcc.client-authentication-method=private_key_jwt
          key-store=DIR/key.pem | registration default: client-secret-file is missing; add for example oauthcc.client-secret-file=/run/secrets/client-secret; or, to do without a secret, oauthcc.client-authentication-method=tls_client_auth
          client-authentication-method=private_key_jwt | registration default: private-key-file is missing; add for example oauthcc.private-key-file=/etc/oauthcc/client-key.pem (private_key_jwt signs with it, or with the key in key-store)
          client-authentication-method=tls_client_auth | registration default: key-store is missing; add for example oauthcc.key-store=/etc/oauthcc/client.p12 (tls_client_auth shows its certificate; javax.net.ssl.keyStore would do as well)
          client-authentication-method=self_signed_tls_client_auth | registration default: key-store is missing; add for example oauthcc.key-store=/etc/oauthcc/client.p12 (self_signed_tls_client_auth shows
          client-authentication-method=private-key-jwt client-secret=x | client-authentication-method=private-key-jwt (app.properties, line 4): write client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt, tls_client_auth, self_signed_tls_client_auth or none
          client-authentication-method=client_secret_jwt client-secret=hunter2hunter2hunter2hunter2hun | client-secret (app.properties, line 5): is shorter than 32 bytes, the least for HS256 (RFC 7518 §3.2); ask the provider
          client-authentication-method=client_secret_jwt client-secret-file=DIR/key.pem | client-secret-file (app.properties, line 5): is shorter than 32 bytes
          client-authentication-method=client_secret_jwt client-secret-file=DIR/missing | client-secret-file (app.properties, line 5): the file missing does not exist
          client-authentication-method=client_secret_jwt client-secret=${env:BASE_SECRET} signing-algorithm=RS256 | signing-algorithm=RS256 (app.properties, line 6): client_secret_jwt signs with HS256; write that
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem signing-algorithm=HS256 | signing-algorithm=HS256 (app.properties, line 6): private_key_jwt signs with RS256, PS256 or ES256; write one of them
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem signing-algorithm=RS512 | signing-algorithm=RS512 (app.properties, line 6): private_key_jwt signs with RS256, PS256 or ES256
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem assertion-lifetime=0 | assertion-lifetime=0 (app.properties, line 6): is out of range; write 1000ms at least and 3600s at most
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem assertion-lifetime=61m | assertion-lifetime=61m (app.properties, line 6): is out of range
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem assertion-lifetime= | assertion-lifetime= (app.properties, line 6): is no duration
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem key-id=a\\nb | key-id=a\ufffdb (app.properties, line 6): holds a line break
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem assertion-audience=a\\tb | assertion-audience=a\ufffdb (app.properties, line 6): holds a line break or another control character
          client-authentication-method=private_key_jwt private-key-file=DIR/missing | private-key-file (app.properties, line 5): the file missing does not exist; correct the path or the file
          client-authentication-method=private_key_jwt private-key-file=DIR/empty.pem | private-key-file (app.properties, line 5): the file empty.pem is empty; correct the path or the file
          client-authentication-method=private_key_jwt private-key-file=DIR/folder | private-key-file (app.properties, line 5): the file folder is a directory
          client-authentication-method=private_key_jwt private-key-file=DIR/${env:SHORT} | private-key-file (app.properties, line 5): the file *** does not exist
          """)
  void everyMistakeIsNamed(String cell, String beginning) {
    assertThat(sources.problems(BASE + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void aCertificateNeedsTls() {
    assertThat(
            sources.problems(
                BASE.replace("https://auth.example.org", "http://localhost:8080")
                    + METHOD
                    + "tls_client_auth\nkey-store=DIR/key.pem\n"))
        .containsExactly(
            "client-authentication-method=tls_client_auth (app.properties, line 4): shows a"
                + " certificate in TLS, but the token endpoint is plain http");
  }

  @Test
  void aCertificateMayHaveItsKeyInAFileBeside() throws Exception {
    for (String method : List.of("tls_client_auth", "client_secret_basic\nclient-secret=s")) {
      Registration registration =
          sources.registration(
              BASE + METHOD + method + "\nkey-store=DIR/key.pem\nprivate-key-file=DIR/key.pem\n");

      assertThat(registration.keyStore()).isNotNull();
      assertThat(registration.privateKey()).isNotNull();
    }
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client-authentication-method=none client-secret=hunter2 | client-secret (app.properties, line 5): is not used, client-authentication-method is none
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem client-secret=hunter2 | client-secret (app.properties, line 6): is not used, client-authentication-method is private_key_jwt
          client-authentication-method=tls_client_auth key-store=DIR/key.pem client-secret-file=DIR/key.pem | client-secret-file (app.properties, line 6): is not used, client-authentication-method is tls_client_auth
          client-secret=hunter2 private-key-file=DIR/missing | private-key-file (app.properties, line 5): is not used; it is for client-authentication-method=private_key_jwt
          client-secret=hunter2 private-key-password=hunter2 | private-key-password (app.properties, line 5): is not used; it is for
          client-authentication-method=private_key_jwt key-store=DIR/key.pem private-key-password=hunter2 | private-key-password (app.properties, line 6): is not used; private-key-file is not set
          client-secret=hunter2 key-id=a | key-id (app.properties, line 5): is not used; it is for client-authentication-method=private_key_jwt or client_secret_jwt
          client-secret=hunter2 signing-algorithm=RS256 | signing-algorithm (app.properties, line 5): is not used; it is for
          client-secret=hunter2 assertion-audience=a | assertion-audience (app.properties, line 5): is not used; it is for
          client-secret=hunter2 assertion-lifetime=60 | assertion-lifetime (app.properties, line 5): is not used; it is for
          client-authentication-method=private_key_jwt private-key-file=DIR/key.pem private-key-password=\\u0020hunter2 | private-key-password (app.properties, line 6): starts or ends with white space, which counts as part of it
          """)
  void whatIsNotUsedIsWarnedAbout(String cell, String beginning) throws Exception {
    assertThat(sources.warnings(BASE + lines(cell)))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void aPasswordThatPsShowsIsWarnedAbout() throws Exception {
    sources.argument("private-key-password=" + PLANTED);

    assertThat(sources.warnings(BASE + PRIVATE_KEY_JWT + "private-key-file=DIR/key.pem\n"))
        .containsExactly(
            "private-key-password (agent argument): ps shows this password to every user of the"
                + " machine; write private-key-password=${file:/path} or ${env:NAME}");
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client_assertion      | token-request.parameter.client_assertion=*** (app.properties, line 6): is made by the agent; take it out
          client_assertion_type | token-request.parameter.client_assertion_type=*** (app.properties, line 6): is made by the agent
          client_id             | token-request.parameter.client_id=*** (app.properties, line 6): has a key of its own; write client-id=
          """)
  void theAssertionIsMadeByTheAgent(String name, String beginning) throws Exception {
    String line = "token-request.parameter." + name + "=hunter2\n";

    assertThat(sources.problems(BASE + PRIVATE_KEY_JWT + "private-key-file=DIR/key.pem\n" + line))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void anAssertionFromElsewhereMayBeSentByAClientThatSignsNone() throws Exception {
    assertThat(
            sources
                .registration(
                    BASE + METHOD + "none\ntoken-request.parameter.client_assertion=hunter2\n")
                .tokenRequestParameters())
        .containsEntry("client_assertion", PLANTED);
  }
}
