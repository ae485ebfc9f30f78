package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import io.oauthcc.time.Clock;
import io.oauthcc.time.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class DiscoveryTest {

  private static final String OIDC = "/realms/a/.well-known/openid-configuration";
  private static final String OAUTH = "/.well-known/oauth-authorization-server/realms/a";
  private static final String TOKEN = "/realms/a/token";
  private static final String GOOD = "{\"access_token\":\"t\",\"expires_in\":300}";

  private final AgentThreads threads = new AgentThreads();
  private final List<URI> announced = new ArrayList<>();
  private final Map<String, String> pages = new HashMap<>();
  private FakeServer server;
  private RegistrationBuilder registration;

  @BeforeEach
  void start() throws IOException {
    server =
        FakeServer.answering(
            request ->
                pages.getOrDefault(
                    request.method() + ' ' + request.target(),
                    FakeServer.answer(404, "Content-Type: text/html\r\n", "<html>")));
    registration =
        RegistrationBuilder.of("default")
            .issuerUri(server.uri("/realms/a"))
            .clientId("me")
            .clientSecret(Secret.of("s3cret"))
            .set("connect-timeout", Duration.ofSeconds(5))
            .set("read-timeout", Duration.ofSeconds(5));
    page("POST " + TOKEN, FakeServer.json(200, GOOD));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.close();
  }

  private void page(String request, String answer) {
    pages.put(request, answer);
  }

  /** Metadata with this in addition; {@code BASE} stands for the server's address. */
  private String metadata(String more) {
    return metadata("BASE/realms/a", "BASE" + TOKEN, more);
  }

  private String metadata(String issuer, @Nullable String tokenEndpoint, String more) {
    String json =
        "{'issuer':'"
            + issuer
            + "'"
            + (tokenEndpoint == null ? "" : ",'token_endpoint':'" + tokenEndpoint + "'")
            + more
            + "}";
    return FakeServer.json(200, json.replace("BASE", server.uri("").toString()).replace('\'', '"'));
  }

  private HttpTokenClient client() {
    return new HttpTokenClient(
        registration.build(), threads, Clock.system(), new RecordingLog(), announced::addAll);
  }

  private String failure() {
    return masked(catchThrowableOfType(TokenException.class, () -> client().fetch()).getMessage());
  }

  private String masked(@Nullable String text) {
    return String.valueOf(text).replace(server.uri("").toString(), "BASE");
  }

  private List<String> asked() {
    return server.requests().stream().map(r -> r.method() + ' ' + r.target()).toList();
  }

  @Test
  void openIdConnectsAddressIsAskedFirstAndOnce() throws Exception {
    page("GET " + OIDC, metadata(""));
    HttpTokenClient client = client();

    assertThat(client.fetch().value()).isEqualTo("t");
    client.fetch();
    assertThat(asked()).containsExactly("GET " + OIDC, "POST " + TOKEN, "POST " + TOKEN);
    assertThat(server.requests().get(0).headers("Authorization")).isEmpty();
  }

  @Test
  void oauthsAddressIsAskedNext() throws Exception {
    page("GET " + OAUTH, metadata(""));

    client().fetch();

    assertThat(asked()).containsExactly("GET " + OIDC, "GET " + OAUTH, "POST " + TOKEN);
  }

  @Test
  void aFinalSlashOfTheIssuerIsLeftOutOfBothAddresses() throws Exception {
    registration.issuerUri(server.uri("/realms/a/"));
    page("GET " + OAUTH, metadata("BASE/realms/a/", "BASE" + TOKEN, ""));

    client().fetch();

    assertThat(asked()).startsWith("GET " + OIDC, "GET " + OAUTH);
  }

  @Test
  void anIssuerWithoutAPathHasBothAtItsRoot() throws Exception {
    registration.issuerUri(server.uri(""));
    page("GET /.well-known/oauth-authorization-server", metadata("BASE", "BASE" + TOKEN, ""));

    client().fetch();

    assertThat(asked())
        .startsWith(
            "GET /.well-known/openid-configuration", "GET /.well-known/oauth-authorization-server");
  }

  @Test
  void aPageInThePlaceOfMetadataIsPassedOver() throws Exception {
    page("GET " + OIDC, FakeServer.answer(200, "Content-Type: text/html\r\n", "<html>"));
    page("GET " + OAUTH, metadata(""));

    assertThat(client().fetch().value()).isEqualTo("t");
  }

  @Test
  void whatFailedIsAskedAgainTheNextTime() throws Exception {
    HttpTokenClient client = client();
    TokenException failure = catchThrowableOfType(TokenException.class, client::fetch);
    page("GET " + OIDC, metadata(""));

    assertThat(masked(failure.getMessage()))
        .isEqualTo(
            "no metadata of issuer BASE/realms/a: BASE"
                + OIDC
                + " answered 404; BASE"
                + OAUTH
                + " answered 404; is issuer-uri right? else set token-uri in its place");
    assertThat(failure.kind()).isEqualTo(TokenException.Kind.FATAL);
    assertThat(client.fetch().value()).isEqualTo("t");
  }

  @Test
  void aServerThatIsOutOfOrderIsATransientFailureAndSaysWhenToComeAgain() {
    page("GET " + OIDC, FakeServer.answer(503, "Retry-After: 7\r\n", ""));

    TokenException failure = catchThrowableOfType(TokenException.class, () -> client().fetch());

    assertThat(failure.kind()).isEqualTo(TokenException.Kind.TRANSIENT);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 410})
  void anEndpointThatIsGoneIsDiscoveredAgain(int status) throws Exception {
    page("GET " + OIDC, metadata(""));
    HttpTokenClient client = client();
    client.fetch();
    page("POST " + TOKEN, FakeServer.json(status, "{}"));
    page("POST /new", FakeServer.json(200, GOOD));
    page("GET " + OIDC, metadata("BASE/realms/a", "BASE/new", ""));

    assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
    assertThat(client.fetch().value()).isEqualTo("t");
    assertThat(asked()).endsWith("GET " + OIDC, "POST /new");
  }

  static Stream<Arguments> waysToBeGone() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    return Stream.of(
        Arguments.of("a refused connection", "http://127.0.0.1:" + port + "/token", null),
        Arguments.of("an unknown host", "https://gone.example.invalid/token", null),
        Arguments.of("301", "BASE/old", FakeServer.answer(301, "Location: /new\r\n", "")),
        Arguments.of("302", "BASE/old", FakeServer.answer(302, "Location: /new\r\n", "<html>")),
        Arguments.of("308", "BASE/old", FakeServer.answer(308, "", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToBeGone")
  void anEndpointThatMayHaveMovedIsDiscoveredAgain(String name, String old, @Nullable String answer)
      throws Exception {
    page("GET " + OIDC, metadata("BASE/realms/a", old, ""));
    if (answer != null) {
      page("POST /old", answer);
    }
    HttpTokenClient client = client();
    assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
    page("POST /new", FakeServer.json(200, GOOD));
    page("GET " + OIDC, metadata("BASE/realms/a", "BASE/new", ""));
    announced.clear();

    assertThat(client.fetch().value()).isEqualTo("t");
    client.fetch();
    assertThat(asked()).endsWith("GET " + OIDC, "POST /new", "POST /new");
    assertThat(announced).extracting(uri -> masked(uri.toString())).containsExactly("BASE/new");
  }

  @Test
  void whatAnAnswerShowsToBeThereIsNotDiscoveredAgain() throws Exception {
    page("GET " + OIDC, metadata(""));
    HttpTokenClient client = client();
    for (String answer :
        List.of(
            FakeServer.json(400, "{\"error\":\"invalid_scope\"}"),
            FakeServer.json(401, "{}"),
            FakeServer.answer(503, "", "<html>"),
            FakeServer.answer(200, "", "x"),
            "")) {
      page("POST " + TOKEN, answer);
      assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
    }

    assertThat(asked()).filteredOn(request -> request.startsWith("GET")).hasSize(1);
  }

  @Test
  void anEndpointThatIsDownIsDiscoveredAgainByEachFlightAndNotByEachAttempt() throws Exception {
    ManualClock clock = new ManualClock();
    page("GET " + OIDC, metadata("BASE/realms/a", "https://gone.example.invalid/token", ""));
    HttpTokenClient client =
        new HttpTokenClient(
            registration.build(), threads, clock, new RecordingLog(), announced::addAll);
    for (int flight = 1; flight <= 20; flight++) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
        clock.advance(Duration.ofMillis(200));
      }
      assertThat(asked()).as("requests for metadata after flight " + flight).hasSize(flight + 1);
      clock.advance(Duration.ofSeconds(Math.min(30, 1L << Math.min(flight - 1, 5))));
    }

    page("GET " + OIDC, metadata(""));
    assertThat(client.fetch().value()).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html>"})
  void whereTheIssuerCouldNotTellItIsAskedAgainByTheNextFlight(String answer) throws Exception {
    ManualClock clock = new ManualClock();
    page("GET " + OIDC, metadata("BASE/realms/a", "https://gone.example.invalid/token", ""));
    HttpTokenClient client =
        new HttpTokenClient(
            registration.build(), threads, clock, new RecordingLog(), announced::addAll);
    assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
    page("GET " + OIDC, answer.isEmpty() ? "" : FakeServer.json(200, answer));
    assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
    page("GET " + OIDC, metadata(""));
    clock.advance(Duration.ofSeconds(1));

    assertThat(client.fetch().value()).isEqualTo("t");
  }

  @Test
  void theLastEndpointStaysWhereTheIssuerCannotTell() throws Exception {
    page("GET " + OIDC, metadata(""));
    HttpTokenClient client = client();
    client.fetch();
    page("POST " + TOKEN, FakeServer.answer(404, "", ""));
    assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();

    page("POST " + TOKEN, FakeServer.json(200, GOOD));
    for (String metadata :
        List.of(FakeServer.answer(503, "", ""), metadata("https://evil.test", "BASE/evil", ""))) {
      page("GET " + OIDC, metadata);
      assertThat(client.fetch().value()).isEqualTo("t");
      page("POST " + TOKEN, FakeServer.answer(404, "", ""));
      assertThat(catchThrowableOfType(TokenException.class, client::fetch)).isNotNull();
      page("POST " + TOKEN, FakeServer.json(200, GOOD));
    }
    assertThat(asked()).doesNotContain("POST /evil");
  }

  @Test
  void aRefreshTokenIsNotSentToAnEndpointThatItIsNotOf() throws Exception {
    page("GET " + OIDC, metadata(""));
    page("POST " + TOKEN, FakeServer.json(200, GOOD.replace("}", ",\"refresh_token\":\"r\"}")));
    HttpTokenClient client = client();
    client.fetch();
    page("POST " + TOKEN, FakeServer.answer(410, "", ""));
    page("POST /new", FakeServer.json(200, GOOD));
    page("GET " + OIDC, metadata("BASE/realms/a", "BASE/new", ""));

    assertThat(client.fetch().value()).as("client credentials, at the new one").isEqualTo("t");
    assertThat(asked()).endsWith("POST " + TOKEN, "GET " + OIDC, "POST /new");
    assertThat(server.requests().get(server.requests().size() - 1).body())
        .isEqualTo("grant_type=client_credentials");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("metadataOfAnotherKind")
  void metadataIsReadAsATokenAnswerIs(String headers, String begin, String more) throws Exception {
    page("GET " + OIDC, recoded(metadata(more), headers, begin));

    assertThat(client().fetch().value()).isEqualTo("t");
    assertThat(server.requests().get(0).headers("Accept-Encoding")).containsExactly("identity");
  }

  static Stream<Arguments> metadataOfAnotherKind() {
    return Stream.of(
        Arguments.of("Content-Type: application/json\r\n", "\u00ef\u00bb\u00bf", ""),
        Arguments.of("Content-Type: application/json; charset=iso-8859-1\r\n", "", ",'x':'\u00e9'"),
        Arguments.of("Content-Encoding: gzip\r\n", "", ""));
  }

  /** The same body behind other headers, compressed where they say so. */
  private static String recoded(String answer, String headers, String begin) throws IOException {
    String body = begin + answer.substring(answer.indexOf("\r\n\r\n") + 4);
    if (headers.contains("gzip")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
      }
      body = out.toString(StandardCharsets.ISO_8859_1);
    }
    return FakeServer.answer(200, headers, body);
  }

  @Test
  void metadataInAnUnknownCodingIsSaidToBe() {
    page("GET " + OIDC, FakeServer.answer(200, "Content-Encoding: br\r\n", "\u001b\u0002"));

    assertThat(failure())
        .contains(
            "answered 200, not one JSON object: it is in the Content-Encoding br, which was not"
                + " asked for");
  }

  @Test
  void everyEndpointIsAnnouncedBeforeOneIsAsked() throws Exception {
    page(
        "GET " + OIDC,
        metadata(
            ",'authorization_endpoint':'https://a.test/auth','jwks_uri':'https://a.test/keys'"
                + ",'userinfo_endpoint':7,'odd_endpoint':'no url','x_endpoint':'ftp://a.test/'"
                + ",'op_policy_uri':'https://a.test/policy'"
                + ",'mtls_endpoint_aliases':{'token_endpoint':'https://m.test/token'}"));
    List<Integer> askedBefore = new ArrayList<>();
    new HttpTokenClient(
            registration.build(),
            threads,
            Clock.system(),
            new RecordingLog(),
            endpoints -> {
              announced.addAll(endpoints);
              askedBefore.add(asked().size());
            })
        .fetch();

    assertThat(announced)
        .extracting(uri -> masked(uri.toString()))
        .containsExactly(
            "BASE" + TOKEN, "https://a.test/auth", "https://a.test/keys", "https://m.test/token");
    assertThat(askedBefore).containsExactly(1);
  }

  static Stream<Arguments> methods() {
    return Stream.of(
        Arguments.of("", null, "client_secret_basic"),
        Arguments.of("'client_secret_post','client_secret_basic'", null, "client_secret_basic"),
        Arguments.of("'private_key_jwt','client_secret_post'", null, "client_secret_post"),
        Arguments.of(
            "'client_secret_post','client_secret_basic'",
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            "client_secret_post"),
        Arguments.of("'none'", ClientAuthenticationMethod.NONE, "none"));
  }

  @ParameterizedTest(name = "[{0}], configured {1}: {2}")
  @MethodSource("methods")
  void theMethodIsOneThatTheServerSupports(
      String listed, @Nullable ClientAuthenticationMethod configured, String used)
      throws Exception {
    page(
        "GET " + OIDC,
        metadata(
            listed.isEmpty() ? "" : ",'token_endpoint_auth_methods_supported':[" + listed + "]"));
    if (configured != null) {
      registration.set("client-authentication-method", configured);
    }

    client().fetch();

    ReceivedRequest request = server.requests().get(1);
    String seen =
        !request.headers("Authorization").isEmpty()
            ? "client_secret_basic"
            : request.parameter("client_secret").isEmpty() ? "none" : "client_secret_post";
    assertThat(seen).isEqualTo(used);
  }

  @Test
  void aMethodThatIsNotListedIsAnErrorThatNamesBoth() {
    page(
        "GET " + OIDC,
        metadata(",'token_endpoint_auth_methods_supported':['private_key_jwt','x']"));

    assertThat(failure())
        .isEqualTo(
            "the metadata at BASE"
                + OIDC
                + " supports private_key_jwt, x (token_endpoint_auth_methods_supported), neither"
                + " client_secret_basic nor client_secret_post; set client-authentication-method to"
                + " the one you registered");
    registration.set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST);
    assertThat(failure())
        .endsWith(
            " supports private_key_jwt, x (token_endpoint_auth_methods_supported), but"
                + " client-authentication-method is client_secret_post");
    page("GET " + OIDC, metadata(""));
    assertThat(failure())
        .endsWith(
            " supports client_secret_basic (token_endpoint_auth_methods_supported), but"
                + " client-authentication-method is client_secret_post");
    assertThat(asked()).doesNotContain("POST " + TOKEN);
  }

  @Test
  void aCertificatesOwnEndpointIsPreferred() throws Exception {
    registration.set("client-authentication-method", ClientAuthenticationMethod.TLS_CLIENT_AUTH);
    page("POST /mtls", FakeServer.json(200, GOOD));
    page(
        "GET " + OIDC,
        metadata(
            ",'token_endpoint_auth_methods_supported':['tls_client_auth']"
                + ",'mtls_endpoint_aliases':{'token_endpoint':'BASE/mtls'}"));

    client().fetch();

    assertThat(asked()).endsWith("POST /mtls");
    assertThat(server.requests().get(1).body())
        .isEqualTo("grant_type=client_credentials&client_id=me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "null", "['BASE/realms/a/token']", "{'uri':'BASE/realms/a/token'}"})
  void aTokenEndpointThatIsNoTextIsNone(String value) {
    page("GET " + OIDC, metadata("BASE/realms/a", null, ",'token_endpoint':" + value));

    assertThat(failure()).contains(" has no token_endpoint; ");
    assertThat(asked()).containsExactly("GET " + OIDC);
  }

  @Test
  void aTokenEndpointWithoutEndIsRefusedInFewWords() {
    page("GET " + OIDC, metadata("BASE/realms/a", "BASE/" + "x".repeat(60_000), ""));

    assertThat(failure()).hasSizeLessThan(500).endsWith("xxx, which is no https URL");
    assertThat(asked()).containsExactly("GET " + OIDC);
  }

  static Stream<Arguments> wrongMetadata() {
    String other = "; the two must be identical";
    return Stream.of(
        Arguments.of(
            "BASE/realms/a/",
            "BASE/t",
            "is for the issuer BASE/realms/a/, not for issuer-uri BASE/realms/a"
                + other
                + ", the final slash counts: if that is the provider you mean, set"
                + " issuer-uri=BASE/realms/a/"),
        Arguments.of(
            "https://evil.test",
            "BASE/t",
            "is for the issuer https://evil.test, not for issuer-uri BASE/realms/a"
                + other
                + ": if that is the provider you mean, set issuer-uri=https://evil.test"),
        Arguments.of("", "BASE/t", "has no issuer"),
        Arguments.of(
            "BASE/realms/a",
            null,
            "has no token_endpoint; set token-uri in the place of issuer-uri"),
        Arguments.of("BASE/realms/a", "/t", "names the token_endpoint /t, which is no https URL"),
        Arguments.of(
            "BASE/realms/a",
            "ftp://a.test/t",
            "names the token_endpoint ftp://a.test/t, which is no https URL"),
        Arguments.of(
            "BASE/realms/a",
            "https://a.test/t?key=qu3ry#f",
            "names the token_endpoint https://a.test/t, which has a fragment"),
        Arguments.of(
            "BASE/realms/a",
            "https://me:pw@a.test/t?x",
            "names the token_endpoint https://me:pw@a.test/t, which holds a user name or password"),
        Arguments.of(
            "BASE/realms/a",
            "http://127.a.test/t",
            "names the token_endpoint http://127.a.test/t, which is plain http, which would show"
                + " the client's secret to the network"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("wrongMetadata")
  void metadataThatCannotBeTrustedIsRefused(
      String issuer, @Nullable String tokenEndpoint, String message) {
    page("GET " + OIDC, metadata(issuer, tokenEndpoint, ""));

    assertThat(failure()).isEqualTo("the metadata at BASE" + OIDC + " " + message);
    assertThat(asked()).containsExactly("GET " + OIDC);
    assertThat(announced).isEmpty();
  }
}
