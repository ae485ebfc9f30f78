package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.TokenRequestFormat;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What providers document, served by endpoints that take that and nothing else. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class SeedDocumentsTest {

  private static final String SECRET = "s+e/c=r&e%t 1";
  private static final String ENCODED = "s%2Be%2Fc%3Dr%26e%25t+1";
  private static final String KEYCLOAK = "/realms/customer-name/protocol/openid-connect/token";
  private static final String TRUPHONE = "/auth/realms/tru-staff/protocol/openid-connect/token";
  private static final Map<String, String> IN_BODY =
      Map.of("grant_type", "client_credentials", "client_id", "me", "client_secret", SECRET);

  private final AgentThreads threads = new AgentThreads();

  @AfterEach
  void stop() {
    threads.close();
  }

  private static final Provider ADHESE =
      new Provider(
          "adhese",
          KEYCLOAK,
          StrictProvider.form(
              KEYCLOAK,
              List.of(with(IN_BODY, "scope", "adhese-api ratecard")),
              sent ->
                  FakeServer.json(
                      200,
                      "{\"access_token\":\"e.e30.s\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                          + "\"scope\":\"adhese-api ratecard\"}")),
          300,
          registration ->
              registration
                  .set(
                      "client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
                  .set("scope", "adhese-api ratecard"));

  private static final Provider PODERO =
      new Provider(
          "podero",
          "/oauth2/token/",
          StrictProvider.basicAndJson(
              "/oauth2/token/",
              "me:" + SECRET,
              Map.of("Cache-Control", "no-cache"),
              Map.of("grant_type", "client_credentials"),
              FakeServer.json(
                  200,
                  "{\"access_token\":\"PaZDOD5UwzbGOFsQr34LQ7JUYOj3yK\",\"expires_in\":36000,"
                      + "\"token_type\":\"Bearer\",\"scope\":\"read write\"}")),
          36_000,
          registration ->
              registration
                  .set("token-request.format", TokenRequestFormat.JSON)
                  .tokenRequestHeaders(Map.of("Cache-Control", "no-cache")));

  private static final Provider OAUTH_TOKEN_JSON =
      new Provider(
          "oauth token json",
          "/oauth/token",
          StrictProvider.json(
              "/oauth/token",
              IN_BODY,
              FakeServer.json(200, "{\"access_token\":\"abc\",\"expires_in\":7200}")),
          7200,
          registration ->
              registration
                  .set(
                      "client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST)
                  .set("token-request.format", TokenRequestFormat.JSON));

  private static final Provider TRUPHONE_CONNECT =
      new Provider(
          "truphone connect",
          TRUPHONE,
          StrictProvider.form(
              TRUPHONE,
              List.of(
                  IN_BODY,
                  Map.of(
                      "grant_type", "refresh_token",
                      "refresh_token", "r.1+",
                      "client_id", "me",
                      "client_secret", SECRET)),
              sent ->
                  FakeServer.json(
                      200,
                      "{\"access_token\":\"e.e30.s\",\"expires_in\":300,\"refresh_expires_in\":1800,"
                          + "\"refresh_token\":\"r.1+\",\"token_type\":\"bearer\","
                          + "\"not-before-policy\":0,\"session_state\":\"x\",\"scope\":\"email\"}")),
          300,
          registration ->
              registration.set(
                  "client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST));

  static List<Provider> providers() {
    return List.of(ADHESE, PODERO, OAUTH_TOKEN_JSON, TRUPHONE_CONNECT);
  }

  /** A provider: its endpoint, and the registration that its documentation leads to. */
  private record Provider(
      String name,
      String path,
      Function<ReceivedRequest, String> rules,
      long lifetime,
      UnaryOperator<RegistrationBuilder> registration) {

    Registration at(FakeServer server) {
      return registration
          .apply(
              RegistrationBuilder.of("default")
                  .tokenUri(server.uri(path))
                  .clientId("me")
                  .clientSecret(Secret.of(SECRET))
                  .set("connect-timeout", Duration.ofSeconds(5))
                  .set("read-timeout", Duration.ofSeconds(5)))
          .build();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(map);
    more.put(name, value);
    return more;
  }

  private HttpTokenClient client(Provider provider, FakeServer server) {
    return new HttpTokenClient(provider.at(server), threads, new RecordingLog());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void ourRequestIsTaken(Provider provider) throws Exception {
    try (FakeServer server = FakeServer.answering(provider.rules)) {
      HttpTokenClient client = client(provider, server);

      for (int i = 0; i < 3; i++) {
        IssuedToken issued = client.fetch();
        assertThat(issued.lifetime()).isEqualTo(Duration.ofSeconds(provider.lifetime));
        assertThat(issued.warnings()).isEmpty();
      }
      assertThat(server.requests()).hasSize(3);
      if (provider.equals(TRUPHONE_CONNECT)) {
        assertThat(server.requests().get(2).body())
            .isEqualTo(
                "grant_type=refresh_token&refresh_token=r.1%2B&client_id=me&client_secret="
                    + ENCODED);
      }
    }
  }

  /** What becomes of a request, and the name of it. */
  private record Mutilation(String name, UnaryOperator<String> of) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutilation replacing(String what, String by) {
    return new Mutilation(what + " -> " + by, request -> request.replace(what, by));
  }

  private static Mutilation header(String line) {
    return new Mutilation(
        "with " + line,
        request ->
            request.replaceFirst(
                "\r\n", "\r\n" + java.util.regex.Matcher.quoteReplacement(line) + "\r\n"));
  }

  private static Mutilation body(String name, UnaryOperator<String> of) {
    return new Mutilation(
        name,
        request -> {
          int body = request.indexOf("\r\n\r\n") + 4;
          return request.substring(0, body) + of.apply(request.substring(body));
        });
  }

  static Stream<Arguments> mutilations() {
    List<Arguments> rows = new ArrayList<>();
    for (Provider provider : providers()) {
      boolean json = provider.equals(PODERO) || provider.equals(OAUTH_TOKEN_JSON);
      List<Mutilation> mutilations = new ArrayList<>();
      mutilations.add(replacing("POST ", "GET "));
      mutilations.add(replacing("POST ", "PUT "));
      mutilations.add(
          provider.equals(PODERO)
              ? replacing("token/ HTTP", "token HTTP")
              : replacing("token HTTP", "token/ HTTP"));
      mutilations.add(replacing("Content-Type: ", "X-Content-Type: "));
      mutilations.add(
          json
              ? replacing(
                  "application/json\r\nContent-L", "application/x-www-form-urlencoded\r\nContent-L")
              : replacing("x-www-form-urlencoded", "json"));
      mutilations.add(replacing("client_credentials", "password"));
      mutilations.add(body("empty", text -> ""));
      if (json) {
        mutilations.add(body("a form", text -> "grant_type=client_credentials"));
        mutilations.add(body("unknown", text -> text.replace("}", ",\"x\":\"y\"}")));
        mutilations.add(
            body("twice", text -> text.replace("{", "{\"grant_type\":\"client_credentials\",")));
        mutilations.add(
            body(
                "missing",
                text -> text.replace("\"grant_type\":\"client_credentials\"", "\"x\":\"y\"")));
      } else {
        mutilations.add(body("JSON", text -> "{\"grant_type\":\"client_credentials\"}"));
        mutilations.add(body("unknown", text -> text + "&x=y"));
        mutilations.add(body("twice", text -> text + "&grant_type=client_credentials"));
        mutilations.add(body("empty value", text -> text + "&audience="));
        mutilations.add(replacing("grant_type=client_credentials&", ""));
        mutilations.add(replacing("%2B", "+"));
        mutilations.add(replacing("%26", "&"));
        mutilations.add(replacing("%25", "%"));
        mutilations.add(replacing("t+1", "t 1"));
      }
      if (provider.equals(PODERO)) {
        mutilations.add(replacing("Authorization: ", "X-Authorization: "));
        mutilations.add(replacing("Basic ", "basic "));
        mutilations.add(replacing("Cache-Control: no-cache\r\n", ""));
        mutilations.add(replacing(base64("me:" + ENCODED), base64("me:" + SECRET)));
        mutilations.add(
            body(
                "both client authentications",
                text ->
                    text.replace(
                        "}", ",\"client_id\":\"me\",\"client_secret\":\"" + SECRET + "\"}")));
      } else {
        mutilations.add(header("Authorization: Basic " + base64("me:" + ENCODED)));
        mutilations.add(
            json
                ? replacing("\"client_secret\":\"" + SECRET + "\"", "\"client_secret\":\"x\"")
                : replacing("client_secret=" + ENCODED, "client_secret=x"));
        mutilations.add(
            json ? replacing("\"client_id\":\"me\",", "") : replacing("&client_id=me", ""));
      }
      if (provider.equals(ADHESE)) {
        mutilations.add(replacing("&scope=adhese-api+ratecard", ""));
        mutilations.add(replacing("adhese-api+ratecard", "adhese-api%2Bratecard"));
        mutilations.add(replacing("adhese-api+ratecard", "adhese-api"));
      }
      mutilations.forEach(mutilation -> rows.add(Arguments.of(provider, mutilation)));
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mutilations")
  void eachMutilationOfItIsRefused(Provider provider, Mutilation mutilation) throws Exception {
    try (FakeServer server = FakeServer.answering(provider.rules)) {
      client(provider, server).fetch();
      String ours = server.requests().get(0).raw();
      String mutilated = withLength(mutilation.of.apply(ours));

      assertThat(status(server, ours)).isEqualTo(200);
      assertThat(mutilated).as("the mutilation hit").isNotEqualTo(ours);
      assertThat(status(server, mutilated)).isBetween(400, 415);
    }
  }

  private static String withLength(String request) {
    int body = request.length() - request.indexOf("\r\n\r\n") - 4;
    return request.replaceFirst("Content-Length: \\d+", "Content-Length: " + body);
  }

  private static int status(FakeServer server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
