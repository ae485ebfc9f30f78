package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration.RefreshTokens;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class RefreshTokenTest {

  private static final String CLIENT = "client_credentials";
  private static final String REFRESH = "refresh_token ";

  private final AgentThreads threads = new AgentThreads();
  private final ManualClock clock = new ManualClock();
  private final Queue<String> answers = new ArrayDeque<>();
  private FakeServer server;
  private RegistrationBuilder registration;

  @BeforeEach
  void start() throws IOException {
    server = FakeServer.answering(request -> answers.remove());
    registration =
        RegistrationBuilder.of("default")
            .tokenUri(server.uri("/token"))
            .clientId("me")
            .clientSecret(Secret.of("s3cret"))
            .set("scope", "a b")
            .set("audience", "x")
            .set("connect-timeout", Duration.ofSeconds(5))
            .set("read-timeout", Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.close();
  }

  private HttpTokenClient client() {
    return new HttpTokenClient(
        registration.build(), threads, clock, new RecordingLog(), endpoints -> {});
  }

  private void fetchTwice() throws TokenException {
    HttpTokenClient client = client();
    client.fetch();
    client.fetch();
  }

  private void answer(String more) {
    answers.add(
        FakeServer.json(
            200,
            "{'access_token':'t','expires_in':300,'scope':'a b'%s}"
                .formatted(more)
                .replace('\'', '"')));
  }

  private List<String> asked() {
    return server.requests().stream()
        .map(r -> (r.parameter("grant_type") + ' ' + r.parameter("refresh_token")).trim())
        .toList();
  }

  @Test
  void theNextTokenIsHadForItWithTheClientsAuthenticationAndNoScope() throws Exception {
    registration.tokenRequestParameters(Map.of("tenant", "t1"));
    answer(",'refresh_token':'r+1'");
    answer("");
    HttpTokenClient client = client();
    client.fetch();
    IssuedToken second = client.fetch();

    assertThat(second.warnings()).isEmpty();
    ReceivedRequest refresh = server.requests().get(1);
    assertThat(refresh.body()).isEqualTo("grant_type=refresh_token&refresh_token=r%2B1&tenant=t1");
    assertThat(refresh.headers("Authorization"))
        .isEqualTo(server.requests().get(0).headers("Authorization"))
        .hasSize(1);
  }

  @Test
  void aNewOneReplacesItAndNoneKeepsIt() throws Exception {
    answer(",'refresh_token':'r1'");
    answer(",'refresh_token':'r2'");
    answer("");
    answer("");
    HttpTokenClient client = client();
    for (int i = 0; i < 4; i++) {
      client.fetch();
    }

    assertThat(asked()).containsExactly(CLIENT, REFRESH + "r1", REFRESH + "r2", REFRESH + "r2");
  }

  @ParameterizedTest(name = "{0}: warned {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTP/1.1 400 X|Content-Type: application/json||{'error':'invalid_grant'}; false",
        "HTTP/1.1 400 X|Content-Type: application/json||{'error':'unauthorized_client'}; true",
        "HTTP/1.1 401 X|Content-Type: application/json||{'error':'invalid_client'}; true",
        "HTTP/1.1 429 X|Retry-After: 60||; true",
        "HTTP/1.1 500 X||; true",
        "HTTP/1.1 200 X|Content-Type: text/html||<html>; true",
        "HTTP/1.1 302 X|Location: https://a.test/||; true",
        "not http; true",
        "''; true"
      })
  void whateverFailsWithItClientCredentialsFollowAtOnce(String failure, boolean warned)
      throws Exception {
    answer(",'refresh_token':'r3fresh'");
    answers.add(
        failure.replace("|", "\r\n").replace('\'', '"') + (failure.isEmpty() ? "" : "\r\n"));
    answer("");
    answer("");
    HttpTokenClient client = client();
    client.fetch();
    IssuedToken issued = client.fetch();
    client.fetch();

    assertThat(issued.value()).isEqualTo("t");
    assertThat(asked()).containsExactly(CLIENT, REFRESH + "r3fresh", CLIENT, CLIENT);
    assertThat(issued.warnings()).hasSize(warned ? 1 : 0);
    assertThat(issued.warnings().toString() + issued).doesNotContain("r3fresh", "s3cret");
    if (warned) {
      assertThat(issued.warnings().get(0))
          .startsWith("the refresh token brought no token (" + server.uri("/token"))
          .endsWith("); client credentials did. refresh-token=never would spare the attempt");
    }
  }

  @Test
  void whenClientCredentialsFailTooTheirFailureCounts() throws Exception {
    answer(",'refresh_token':'r1'");
    answers.add(FakeServer.json(400, "{\"error\":\"invalid_grant\"}"));
    answers.add(FakeServer.json(400, "{\"error\":\"invalid_scope\"}"));
    answer("");
    HttpTokenClient client = client();
    client.fetch();

    assertThat(catchThrowableOfType(TokenException.class, client::fetch))
        .hasMessageContaining("invalid_scope");
    client.fetch();
    assertThat(asked()).containsExactly(CLIENT, REFRESH + "r1", CLIENT, CLIENT);
  }

  @ParameterizedTest(name = "refresh_expires_in {0}: {1} s")
  @CsvSource({
    "1800, 1800",
    "'\"1800\"', 1800",
    "60.5, 60",
    "7200, 7200",
    "0, 1800",
    "-1, 1800",
    "null, 1800",
    "'\"soon\"', 1800",
    "1e300, 315360000",
    "'', 1800"
  })
  void itIsUsedAsLongAsItLives(String expiresIn, long seconds) throws Exception {
    String more = expiresIn.isEmpty() ? "" : ",'refresh_expires_in':" + expiresIn;
    answer(",'refresh_token':'r1'" + more);
    answer(",'refresh_token':'r2'" + more);
    answer("");
    HttpTokenClient client = client();
    client.fetch();
    clock.advance(Duration.ofSeconds(seconds - 1));
    client.fetch();
    clock.advance(Duration.ofSeconds(seconds + 1));
    client.fetch();

    assertThat(asked()).containsExactly(CLIENT, REFRESH + "r1", CLIENT);
  }

  @Test
  void neverMeansNever() throws Exception {
    registration.set("refresh-token", RefreshTokens.NEVER);
    answer(",'refresh_token':'r1'");
    answer("");
    fetchTwice();

    assertThat(asked()).containsExactly(CLIENT, CLIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "7",
        "null",
        "['r1']",
        "'a\\nb'",
        "'\\u00e9'",
        "'\\u0000'",
      })
  void whatCannotBeOneIsPassedOver(String token) throws Exception {
    answer(",'refresh_token':" + token);
    answer("");
    fetchTwice();

    assertThat(asked()).containsExactly(CLIENT, CLIENT);
  }

  @Test
  void oneOfMoreThan16KibIsPassedOver() throws Exception {
    answer(",'refresh_token':'" + "r".repeat(16 * 1024 + 1) + "'");
    answer("");
    fetchTwice();

    assertThat(asked()).containsExactly(CLIENT, CLIENT);
  }

  @Test
  void aGrantOfTheUsersOwnIsNotReplacedByIt() throws Exception {
    registration.tokenRequestParameters(Map.of("grant_type", "urn:example:own"));
    answer(",'refresh_token':'r1'");
    answer("");
    fetchTwice();

    assertThat(asked()).containsExactly("urn:example:own", "urn:example:own");
  }

  @Test
  void itGoesToTheEndpointThatGaveItAndToNoOther() {
    JsonObject answer = parsed("{\"refresh_token\":\"r1\"}");
    RefreshToken token =
        Objects.requireNonNull(RefreshToken.of(answer, server.uri("/token"), Moment.now(clock)));

    assertThat(token).hasToString("refresh token ***");
    assertThat(token.isGoodFor(at("/token"), clock)).isTrue();
    assertThat(token.isGoodFor(at("/token/"), clock)).isFalse();
    assertThat(token.isGoodFor(at("/token?a"), clock)).isFalse();
  }

  private TokenEndpoint at(String target) {
    return new TokenEndpoint(server.uri(target), ClientAuthenticationMethod.NONE, null);
  }

  private static JsonObject parsed(String json) {
    try {
      return JsonReader.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (JsonObject.Unreadable e) {
      throw new AssertionError(e);
    }
  }
}
