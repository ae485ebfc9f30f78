package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.KeyFile;
import io.oauthcc.config.ProxyServer;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.SigningAlgorithm;
import io.oauthcc.config.Registration.TokenRequestFormat;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.config.SecretSource;
import io.oauthcc.http.RawServer;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import io.oauthcc.time.Clock;
import io.oauthcc.token.TokenCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HttpTokenClientTest {

  private static final String SECRET = "pl4nted-s3cret";
  private static final String TOKEN = "m1nted-t0ken";
  private static final String GOOD = "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300}";

  private final AgentThreads threads = new AgentThreads();
  private final RecordingLog log = new RecordingLog();

  @AfterEach
  void stop() {
    threads.close();
  }

  private static RegistrationBuilder registration(String uri) {
    return RegistrationBuilder.of("default")
        .tokenUri(URI.create(uri))
        .clientId("me")
        .clientSecret(Secret.of(SECRET))
        .set("connect-timeout", Duration.ofMillis(300))
        .set("read-timeout", Duration.ofMillis(300));
  }

  private static RegistrationBuilder registration(RawServer server) {
    return registration("http://127.0.0.1:" + server.port() + "/token/?key=qu3ry");
  }

  private IssuedToken fetch(Registration registration) throws TokenException {
    return new HttpTokenClient(registration, threads, log).fetch();
  }

  private static String answer(int status, String type, String body) {
    return "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, type, body.getBytes(StandardCharsets.ISO_8859_1).length, body);
  }

  @Test
  void theRequestIsOnTheWireCharacterForCharacter() throws Exception {
    try (RawServer server = RawServer.answering(answer(200, "application/json", GOOD))) {
      Registration podero =
          registration("http://127.0.0.1:" + server.port() + "/oauth2/token/")
              .set("token-request.format", TokenRequestFormat.JSON)
              .tokenRequestHeaders(Map.of("Cache-Control", "no-cache"))
              .build();
      IssuedToken token = fetch(podero);

      assertThat(token.value()).isEqualTo(TOKEN);
      assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(5));
      assertThat(server.requests())
          .containsExactly(
              "POST /oauth2/token/ HTTP/1.1\r\n"
                  + ("Host: 127.0.0.1:" + server.port() + "\r\n")
                  + "Accept: application/json\r\n"
                  + "Accept-Encoding: identity\r\n"
                  + ("User-Agent: " + UserAgent.value() + "\r\n")
                  + ("Authorization: Basic " + base64("me:" + SECRET) + "\r\n")
                  + "Cache-Control: no-cache\r\n"
                  + "Content-Type: application/json\r\n"
                  + "Content-Length: 35\r\n"
                  + "Connection: close\r\n"
                  + "\r\n"
                  + "{\"grant_type\":\"client_credentials\"}");
    }
  }

  @Test
  void theAddressesOwnQueryIsKept() throws Exception {
    try (RawServer server = RawServer.answering(answer(200, "application/json", GOOD))) {
      fetch(
          registration(server)
              .set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
              .build());

      assertThat(server.requests().get(0))
          .startsWith("POST /token/?key=qu3ry HTTP/1.1\r\n")
          .endsWith("\r\n\r\ngrant_type=client_credentials&client_id=me&client_secret=" + SECRET);
    }
  }

  @Test
  void aSecretThatWasRotatedIsTriedAtOnceAfterTheOldOneWasRefused() throws Exception {
    Queue<String> answers = new ArrayDeque<>();
    answers.add(answer(401, "application/json", "{\"error\":\"invalid_client\"}"));
    answers.add(answer(200, "application/json", GOOD));
    try (RawServer server = serving(answers)) {
      IssuedToken token = fetch(registration(server).clientSecret(rotating("old", "new")).build());

      assertThat(token.value()).isEqualTo(TOKEN);
      assertThat(server.requests())
          .hasSize(2)
          .last()
          .asString()
          .contains("Authorization: Basic " + base64("me:new"));
    }
  }

  @Test
  void aProxyThatRefusesIsAskedOnceAndTheFailureIsFatal() throws Exception {
    for (int status : new int[] {407, 403}) {
      Queue<String> answers = new ArrayDeque<>();
      answers.add(answer(200, "application/json", GOOD.replace("}", ",\"refresh_token\":\"r\"}")));
      answers.add("HTTP/1.1 " + status + " X\r\n\r\n");
      answers.add("HTTP/1.1 " + status + " X\r\n\r\n");
      try (RawServer proxy = serving(answers)) {
        RegistrationBuilder through =
            registration("http://as.example.invalid/token")
                .proxy(new ProxyServer("127.0.0.1", proxy.port(), Secret.of("me:wr0ng")));
        HttpTokenClient client = new HttpTokenClient(through.build(), threads, log);
        client.fetch();
        TokenException failure = catchThrowableOfType(TokenException.class, client::fetch);

        assertThat(failure.isFatal()).isTrue();
        if (status == 407) {
          assertThat(failure).hasMessageContaining("answered 407: it does not accept the user and");
          assertThat(proxy.requests()).as("no second one with client credentials").hasSize(2);
        }
      }
      try (RawServer proxy = RawServer.answering("HTTP/1.1 " + status + " X\r\n\r\n")) {
        Registration through =
            registration("https://as.example.invalid/token")
                .proxy(new ProxyServer("127.0.0.1", proxy.port(), Secret.of("me:wr0ng")))
                .build();

        assertThat(catchThrowableOfType(TokenException.class, () -> fetch(through)).kind())
            .isEqualTo(TokenException.Kind.FATAL);
        assertThat(proxy.requests()).hasSize(1);
      }
    }
  }

  @Test
  void aSecretThatIsStillTheSameIsNotTriedAgain() throws Exception {
    try (RawServer server =
        RawServer.answering(answer(401, "application/json", "{\"error\":\"invalid_client\"}"))) {
      TokenException failure =
          catchThrowableOfType(TokenException.class, () -> fetch(registration(server).build()));

      assertThat(failure.isFatal()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aSecretThatWasReplacedSinceTheLastFetchIsNoticed() throws Exception {
    AtomicReference<Secret> secret = new AtomicReference<>(Secret.of("old"));
    try (RawServer server =
        RawServer.answering(answer(401, "application/json", "{\"error\":\"invalid_client\"}"))) {
      HttpTokenClient client =
          new HttpTokenClient(
              registration(server).clientSecret(() -> Objects.requireNonNull(secret.get())).build(),
              threads,
              log);
      assertThat(client.hasChanged()).isFalse();
      assertThatThrownBy(client::fetch).isInstanceOf(TokenException.class);

      assertThat(client.hasChanged()).isFalse();
      secret.set(Secret.of("new"));
      assertThat(client.hasChanged()).isTrue();
      assertThatThrownBy(client::fetch).isInstanceOf(TokenException.class);
      assertThat(client.hasChanged()).isFalse();
    }
  }

  @Test
  void aKeyThatWasReplacedIsNoticedAndTriedAtOnceAfterTheOldOneWasRefused(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("key.pem");
    writeKey(file);
    Queue<String> answers = new ArrayDeque<>();
    AtomicBoolean replaceNow = new AtomicBoolean();
    String refused = answer(401, "application/json", "{\"error\":\"invalid_client\"}");
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              if (replaceNow.getAndSet(false)) {
                writeKey(file);
              }
              socket.getOutputStream().write(answers.remove().getBytes(StandardCharsets.UTF_8));
            })) {
      HttpTokenClient client =
          new HttpTokenClient(
              registration(server)
                  .set("read-timeout", Duration.ofSeconds(10))
                  .clientSecret(null)
                  .set("client-authentication-method", ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                  .set("signing-algorithm", SigningAlgorithm.ES256)
                  .privateKey(new KeyFile(file.toFile(), "key.pem", null))
                  .build(),
              threads,
              log);
      answers.add(refused);
      assertThatThrownBy(client::fetch).isInstanceOf(TokenException.class);
      assertThat(client.hasChanged()).isFalse();
      writeKey(file);
      assertThat(client.hasChanged()).isTrue();

      replaceNow.set(true);
      answers.add(refused);
      answers.add(answer(200, "application/json", GOOD));
      assertThat(client.fetch().value()).isEqualTo(TOKEN);
      assertThat(server.requests()).hasSize(3);
      assertThat(client.hasChanged()).isFalse();
    }
  }

  private static void writeKey(Path file) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    String base64 = Base64.getMimeEncoder().encodeToString(key);
    Path next = file.resolveSibling("next.pem");
    Files.writeString(
        next, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aKeyThatWasNeverUsableIsNoticedWhenItIsReplaced(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key.pem");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nMII");
    try (RawServer server = RawServer.answering(answer(200, "application/json", GOOD))) {
      HttpTokenClient client =
          new HttpTokenClient(
              registration(server)
                  .set("read-timeout", Duration.ofSeconds(10))
                  .clientSecret(null)
                  .set("client-authentication-method", ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                  .set("signing-algorithm", SigningAlgorithm.ES256)
                  .privateKey(new KeyFile(file.toFile(), "key.pem", null))
                  .build(),
              threads,
              log);
      assertThatThrownBy(client::fetch).hasMessageContaining("is it half written?");
      assertThat(client.hasChanged()).isFalse();

      writeKey(file);

      assertThat(client.hasChanged()).isTrue();
      assertThat(client.fetch().value()).isEqualTo(TOKEN);
      assertThat(client.hasChanged()).isFalse();
    }
  }

  @Test
  void aSecretThatCannotBeReadIsAPassingFailure() {
    SecretSource missing =
        () -> {
          throw new IOException("client-secret-file /run/secret does not exist");
        };
    Registration registration = registration("https://as.test/token").clientSecret(missing).build();

    TokenException failure = catchThrowableOfType(TokenException.class, () -> fetch(registration));

    assertThat(failure)
        .hasMessage(
            "no token request to https://as.test/token can be made:"
                + " client-secret-file /run/secret does not exist");
    assertThat(failure.isFatal()).isFalse();
  }

  @Test
  void nobodyListeningIsAPassingFailure() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String uri = "http://127.0.0.1:" + port + "/token";

    TokenException failure =
        catchThrowableOfType(
            TokenException.class, () -> fetch(registration(uri + "?key=qu3ry").build()));

    assertThat(failure)
        .hasMessage(uri + ": cannot connect to 127.0.0.1:" + port + ": Connection refused");
    assertThat(failure.isFatal()).isFalse();
  }

  static Stream<Arguments> everythingThatCanGoWrong() {
    String json = "application/json";
    String echo = SECRET + " " + TOKEN + " " + base64("me:" + SECRET) + " key=qu3ry";
    String error =
        "{\"error\":\"%s\",\"error_description\":\"%s\",\"access_token\":\"" + TOKEN + "\"}";
    return Stream.of(
        Arguments.of("", "closed the connection without an answer"),
        Arguments.of(echo, "the answer is not HTTP/1.1"),
        Arguments.of("HTTP/1.1 200 OK\r\n" + echo + "\r\n\r\n", "the answer is not HTTP/1.1"),
        Arguments.of("HTTP/1.1 2x0 " + echo + "\r\n\r\n", "the answer is not HTTP/1.1"),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + TOKEN + "\r\n",
            "malformed chunks"),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + GOOD,
            "in the middle of the answer"),
        Arguments.of(answer(200, "text/html", "<html>" + echo), "a page and not JSON"),
        Arguments.of(answer(200, json, GOOD.substring(0, 30)), "it ends too early"),
        Arguments.of(answer(200, json, GOOD + GOOD), "text follows the object"),
        Arguments.of(answer(200, json, "{" + TOKEN + ":1}"), "breaks the grammar"),
        Arguments.of(
            answer(200, json, GOOD.replace("}", ",\"access_token\":\"" + TOKEN + "\"}")), "twice"),
        Arguments.of(
            answer(200, json, GOOD.replace(TOKEN, TOKEN + "\\n")), "has a line break at position"),
        Arguments.of(answer(200, json, "x".repeat(1_000_000)), "larger than 64 KiB"),
        Arguments.of(
            answer(200, json, GOOD.replace("}", ",\"token_type\":\"" + echo + "\"}")),
            "only Bearer can be used"),
        Arguments.of(answer(401, json, error.formatted("invalid_client", echo)), "invalid_client"),
        Arguments.of(answer(400, json, error.formatted(echo, echo)), "answered 400 ***"),
        Arguments.of(answer(503, echo, echo), "answered 503"),
        Arguments.of(
            "HTTP/1.1 302 X\r\nLocation: https://x.test/"
                + SECRET
                + "\r\nContent-Length: 0\r\n\r\n",
            "https://x.test/***"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("everythingThatCanGoWrong")
  void nothingThatGoesWrongShowsASecretOrAToken(String answer, String message) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      Registration registration = registration(server).build();
      TokenCache cache =
          new TokenCache(registration, threads, Clock.system(), endpoints -> {}, log);

      ExecutionException failure =
          catchThrowableOfType(
              ExecutionException.class, () -> cache.acquire("https", "api.test", -1).get());
      ExecutionException again =
          catchThrowableOfType(
              ExecutionException.class, () -> cache.acquire("https", "api.test", -1).get());

      assertThat(failure.getCause())
          .isInstanceOf(TokenException.class)
          .hasMessageStartingWith("http://127.0.0.1:" + server.port() + "/token/")
          .hasMessageContaining(message);
      assertThat(again).hasMessageContaining("failing since");
      assertThat(trace(failure) + trace(again) + log.lines() + registration)
          .doesNotContain(SECRET, TOKEN, base64("me:" + SECRET), "qu3ry");
    }
  }

  @Test
  void nothingThatGoesWellShowsASecretOrAToken() throws Exception {
    String body = GOOD.replace("}", ",\"scope\":\"x\"}").replace("300", "\"" + TOKEN + "\"");
    try (RawServer server = RawServer.answering(answer(200, "application/json", body))) {
      Registration registration = registration(server).set("scope", "a b").build();
      TokenCache cache =
          new TokenCache(registration, threads, Clock.system(), endpoints -> {}, log);

      assertThat(cache.acquire("https", "api.test", -1).get()).isEqualTo("Bearer " + TOKEN);
      await().untilAsserted(() -> assertThat(log.lines()).hasSize(3));
      assertThat(log.lines() + " " + cache + fetch(registration))
          .doesNotContain(SECRET, TOKEN, base64("me:" + SECRET), "qu3ry");
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static RawServer serving(Queue<String> answers) throws IOException {
    return RawServer.afterRequest(
        socket ->
            socket.getOutputStream().write(answers.remove().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static SecretSource rotating(String... secrets) {
    Queue<String> left = new ArrayDeque<>(Arrays.asList(secrets));
    return () -> Secret.of(left.size() > 1 ? left.remove() : left.element());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
