package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Registration.TokenCharset;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpAnswers;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseTest {

  private static final String JSON = "application/json";
  private static final String SECRET = "pl4nted+s3cret/ä";

  private final RegistrationBuilder registration =
      RegistrationBuilder.of("default")
          .tokenUri(URI.create("https://as.test/token?key=qu3ry"))
          .clientId("me");

  private final SetClock clock = new SetClock();

  private IssuedToken read(HttpAnswer answer) throws TokenException {
    Registration built = registration.build();
    TokenEndpoint endpoint = TokenEndpoints.of(built);
    Draft draft = new Draft(built, endpoint.uri());
    new BasicAuthentication(built, Secret.of(SECRET)).authenticate(draft);
    ServerText text = new ServerText(built, endpoint.uri(), draft.secrets());
    return new TokenResponse(built, endpoint, text, Moment.now(clock), clock).read(answer);
  }

  private IssuedToken read(String json) throws TokenException {
    return read(answer(200, JSON, json));
  }

  private static HttpAnswer answer(int status, String type, String body) {
    return HttpAnswers.of(status, "content-type", type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static Stream<Arguments> goodAnswers() {
    return Stream.of(
        row("{'access_token':'a','token_type':'Bearer','expires_in':300}", 300_000),
        row("{'access_token':'a','token_type':'bearer','expires_in':300}", 300_000),
        row("{'access_token':'a','token_type':'BEARER','expires_in':300}", 300_000),
        row("{'access_token':'a','token_type':null,'expires_in':300}", 300_000),
        row("{'access_token':'a','token_type':'','expires_in':300}", 300_000),
        row("{'access_token':'a','expires_in':'300'}", 300_000),
        row("{'access_token':'a','expires_in':' 300 '}", 300_000),
        row("{'access_token':'a','expires_in':299.5}", 299_500),
        row("{'access_token':'a','expires_in':'299.5'}", 299_500),
        row("{'access_token':'a','expires_in':3e2}", 300_000),
        row("{'access_token':'a','expires_in':0.25}", 250),
        row("{'access_token':'a','expires_in':315360000}", 315_360_000_000L),
        row("{'access_token':'a'}", 77_000),
        row("  {'access_token':'a','expires_in':1}\r\n ", 1_000),
        row("\uFEFF{'access_token':'a','expires_in':1}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':null}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':''}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':false}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':0}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':0.0}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':[]}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':{}}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':' '}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':'0'}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':'False'}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':'null'}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':{'code':0,'text':null}}", 1_000),
        row("{'access_token':'a','expires_in':1,'error':[null,{}]}", 1_000),
        row("{'access_token':'a','expires_in':1,'x':{'y':[1,{'z':null}]},'ä':'€'}", 1_000),
        row("{'access_token':'a','expires_in':1,'refresh_token':'r','scope':'x'}", 1_000));
  }

  private static Arguments row(String json, long millis) {
    return Arguments.of(quoted(json), millis);
  }

  @ParameterizedTest(name = "{0}: {1} ms")
  @MethodSource("goodAnswers")
  void aTokenIsTaken(String json, long millis) throws Exception {
    registration.set("default-expires-in", Duration.ofSeconds(77));
    IssuedToken token = read(json);

    assertThat(token.value()).isEqualTo("a");
    assertThat(token.lifetime()).isEqualTo(Duration.ofMillis(millis));
    assertThat(token.warnings()).isEmpty();
  }

  static Stream<Arguments> oddLifetimes() {
    String zero = "https://as.test/token says that the token lives zero or less; 1 s is used";
    String ages =
        "https://as.test/token says that the token lives more than ten years; 315360000 s is used";
    String words =
        "https://as.test/token answered with an expires_in that is not a number;"
            + " default-expires-in counts: 77 s";
    return Stream.of(
        Arguments.of("0", 1, zero),
        Arguments.of("-1", 1, zero),
        Arguments.of("'0'", 1, zero),
        Arguments.of("-1e99", 1, zero),
        Arguments.of("315360001", 315_360_000, ages),
        Arguments.of("99999999999999999999", 315_360_000, ages),
        Arguments.of("1e400", 315_360_000, ages),
        Arguments.of("'1e400'", 315_360_000, ages),
        Arguments.of("null", 77, words),
        Arguments.of("'soon'", 77, words),
        Arguments.of("''", 77, words),
        Arguments.of("'1h'", 77, words),
        Arguments.of("'NaN'", 77, words),
        Arguments.of("'Infinity'", 77, words),
        Arguments.of("'0x10'", 77, words),
        Arguments.of("'300d'", 77, words),
        Arguments.of("true", 77, words),
        Arguments.of("[300]", 77, words),
        Arguments.of("{}", 77, words));
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @MethodSource("oddLifetimes")
  void anOddLifetimeIsToldAndMadeTheBestOf(String expiresIn, long seconds, String warning)
      throws Exception {
    registration.set("default-expires-in", Duration.ofSeconds(77));
    IssuedToken token = read(quoted("{'access_token':'a','expires_in':" + expiresIn + "}"));

    assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(token.warnings()).containsExactly(warning);
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'iat':1000,'exp':1600}; 600",
        "{'iat':1000.5,'exp':1600.5}; 600",
        "{'iat':1000}; 77",
        "{'exp':1600}; 77",
        "{'iat':1600,'exp':1600}; 77",
        "{'iat':'1000','exp':'1600'}; 77",
        "{'iat':1000,'exp':1600,'exp':9999}; 77",
        "no json; 77"
      })
  void aJwtTellsItsLifetimeWhereTheAnswerDoesNot(String claims, long seconds) throws Exception {
    registration.set("default-expires-in", Duration.ofSeconds(77));
    String jwt = "e30." + base64Url(quoted(claims)) + ".c2ln";

    assertThat(read("{\"access_token\":\"" + jwt + "\"}").lifetime())
        .isEqualTo(Duration.ofSeconds(seconds));
    assertThat(read("{\"access_token\":\"" + jwt + "\",\"expires_in\":5}").lifetime())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"a.b", "a.b.c", "a..c", "...", "a.e30.c.d", "a.e30.c.d.e", "a.=.c"})
  void whatOnlyLooksLikeAJwtDoesNotDisturb(String token) throws Exception {
    registration.set("token-charset", TokenCharset.VCHAR);

    assertThat(read("{\"access_token\":\"" + token + "\"}").lifetime())
        .isEqualTo(Duration.ofMinutes(5));
  }

  static Stream<Arguments> badAnswers() {
    String json = "https://as.test/token answered 200 (application/json), not one JSON object: ";
    String token = "https://as.test/token answered 200 with an access_token that cannot be sent: ";
    String charset = " is not one of RFC 6750's; token-charset=vchar would take it";
    return Stream.of(
        bad("{", json + "it ends too early"),
        bad("{'access_token':'a'", json + "it ends too early"),
        bad("{'access_token':'a", json + "it ends too early"),
        bad("[]", json + "it is not an object"),
        bad("'a'", json + "it is not an object"),
        bad("null", json + "it is not an object"),
        bad("a", json + "it breaks the grammar of JSON"),
        bad("{'access_token':'a',}", json + "it breaks the grammar of JSON"),
        bad("{access_token:'a'}", json + "it breaks the grammar of JSON"),
        bad("{'access_token':'a\nb'}", json + "it breaks the grammar of JSON"),
        bad("{'expires_in':NaN}", json + "it breaks the grammar of JSON"),
        bad("{'access_token':'a'}//", json + "it breaks the grammar of JSON"),
        bad("{'access_token':'a'}{}", json + "text follows the object"),
        bad("{'access_token':'a'} 1", json + "text follows the object"),
        bad("{'access_token':'a','access_token':'b'}", json + "it has a member twice"),
        bad("{'access_token':'a','x':{'y':1,'y':2}}", json + "it has a member twice"),
        bad(
            "{'x':" + "[".repeat(40) + "]".repeat(40) + "}",
            json
                + "it is nested too deep, has too many parts, or a name or number in it is too long"),
        bad(
            "{'expires_in':" + "1".repeat(200) + "}",
            json
                + "it is nested too deep, has too many parts, or a name or number in it is too long"),
        bad(
            "{'expires_in':1." + "1".repeat(200) + "}",
            json
                + "it is nested too deep, has too many parts, or a name or number in it is too long"),
        bad(
            "{'" + "n".repeat(2000) + "':1}",
            json
                + "it is nested too deep, has too many parts, or a name or number in it is too long"),
        bad(" \n ", json + "it is empty"),
        bad("", "https://as.test/token answered 200 with an empty body"),
        bad("{}", "https://as.test/token answered 200 without an access_token"),
        bad("{'access_token':null}", "https://as.test/token answered 200 without an access_token"),
        bad("{'access_token':''}", "https://as.test/token answered 200 without an access_token"),
        bad("{'access_token':7}", "https://as.test/token answered 200 without an access_token"),
        bad("{'access_token':['a']}", "https://as.test/token answered 200 without an access_token"),
        bad("{'access_token':'ab\\ncd'}", token + "it has a line break at position 3"),
        bad("{'access_token':'ab\\r\\nX: y'}", token + "it has a line break at position 3"),
        bad("{'access_token':'ab cd'}", token + "it has a space at position 3"),
        bad("{'access_token':'a\\u0000'}", token + "it has a control character at position 2"),
        bad("{'access_token':'aé'}", token + "it has a character that is not ASCII at position 2"),
        bad("{'access_token':'a!b'}", token + "its character at position 2" + charset),
        bad("{'access_token':'a=b'}", token + "its character at position 2" + charset),
        bad("{'access_token':'=='}", token + "its character at position 1" + charset),
        bad(
            "{'access_token':'a','token_type':'mac'}",
            "https://as.test/token answered 200 with token_type mac; only Bearer can be used"),
        bad(
            "{'access_token':'a','token_type':'DPoP'}",
            "https://as.test/token answered 200 with token_type DPoP; only Bearer can be used"),
        bad(
            "{'access_token':'a','token_type':1}",
            "https://as.test/token answered 200 with a token_type that is not text"));
  }

  private static Arguments bad(String json, String message) {
    return Arguments.of(quoted(json), message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badAnswers")
  void anAnswerWithoutAGoodTokenIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(TokenException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] latin1 = "{\"access_token\":\"a\",\"x\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(HttpAnswers.of(200, "content-type", JSON, latin1)))
        .hasMessageEndingWith("not one JSON object: it is not UTF-8");
  }

  @Test
  void vcharTakesAnyVisibleAscii() throws Exception {
    registration.set("token-charset", TokenCharset.VCHAR);

    assertThat(read("{\"access_token\":\"!#a=b|~\"}").value()).isEqualTo("!#a=b|~");
    assertThatThrownBy(() -> read("{\"access_token\":\"a b\"}"))
        .hasMessageEndingWith("it has a space at position 2");
  }

  @ParameterizedTest(name = "{0} {1} {2}: fatal {4}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "400; application/json; {'error':'invalid_scope'}; answered 400 invalid_scope; true",
        "400; application/json; {'error':'invalid_request','error_description':'no grant'};"
            + " answered 400 invalid_request: no grant; true",
        "200; application/json; {'error':'invalid_scope'}; answered 200 invalid_scope; true",
        "200; application/json; {'error':'invalid_scope','access_token':'a'};"
            + " answered 200 invalid_scope; true",
        "503; application/json; {'error':'invalid_request'}; answered 503 invalid_request; true",
        "400; application/json; {'error':'unsupported_grant_type'};"
            + " answered 400 unsupported_grant_type; true",
        "400; application/json; {'error':'invalid_grant'}; answered 400 invalid_grant; true",
        "500; application/json; {'error':'server_error'}; answered 500 server_error; false",
        "429; application/json; {'error':'slow_down'}; answered 429 slow_down; false",
        "403; application/json; {'error':{'code':7}}; answered 403 an error without a name; true",
        "403; application/json; {'message':'no'}; answered 403 (application/json); true",
        "400; application/json; {'access_token':'a'}; answered 400 (application/json); true",
        "404; text/html; <html>; answered 404 (text/html); true",
        "408; text/html; <html>; answered 408 (text/html); false",
        "429; text/html; <html>; answered 429 (text/html); false",
        "503; text/html; <html>; answered 503 (text/html); false",
        "503; text/html; ``; answered 503 (text/html); false",
        "200; text/html; <html>; answered 200 (text/html), a page and not JSON;;"
      })
  void aRefusalSaysWhatCameBack(
      int status, String type, String body, String message, String fatal) {
    String expected =
        type.equals("text/html") && status == 200 ? message + "; is token-uri right?" : message;

    assertThatThrownBy(() -> read(answer(status, type + "; charset=utf-8", quoted(body))))
        .hasMessage("https://as.test/token " + expected)
        .isInstanceOfSatisfying(
            TokenException.class,
            e -> assertThat(e.isFatal()).isEqualTo(Boolean.parseBoolean(fatal)));
  }

  @Test
  void aRedirectIsNotFollowedAndSaysWhereTo() {
    HttpAnswer redirect =
        HttpAnswers.of(302, "location", "https://login.test/?x=" + SECRET, new byte[0]);

    assertThatThrownBy(() -> read(redirect))
        .hasMessage(
            "https://as.test/token answered 302 (no content type), a redirect to"
                + " https://login.test/; redirects are not followed, set token-uri to the final"
                + " address");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "401, unauthorized_client",
    "400, unauthorized_client",
    "400, invalid_client",
    "200, invalid_client"
  })
  void whateverMayBeDueToTheCredentialsNamesThem(int status, String code) {
    assertThatThrownBy(() -> read(answer(status, JSON, "{\"error\":\"" + code + "\"}")))
        .hasMessageStartingWith(
            "https://as.test/token answered " + status + " " + code + "; sent client_secret_basic")
        .isInstanceOfSatisfying(
            TokenException.class,
            e -> assertThat(e.kind()).isEqualTo(TokenException.Kind.INVALID_CLIENT));
  }

  @Test
  void invalidClientNamesWhatWasSentAndWhatToTryNext() {
    HttpAnswer answer = answer(401, JSON, "{\"error\":\"invalid_client\"}");

    assertThatThrownBy(() -> read(answer))
        .hasMessage(
            "https://as.test/token answered 401 invalid_client; sent client_secret_basic with"
                + " basic-encoding=rfc6749; if id and secret are right, try basic-encoding=raw, then"
                + " client-authentication-method=client_secret_post");
    registration.set("basic-encoding", BasicEncoding.RAW);
    assertThatThrownBy(() -> read(answer)).hasMessageContaining("try basic-encoding=rfc6749");
    registration.set("client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_POST);
    assertThatThrownBy(() -> read(answer))
        .hasMessageEndingWith(
            "sent client_secret_post; if id and secret are right, try"
                + " client-authentication-method=client_secret_basic");
    registration.set("client-authentication-method", ClientAuthenticationMethod.NONE);
    assertThatThrownBy(() -> read(answer)).hasMessageContaining("try client-secret-file and");
  }

  static Stream<Arguments> hints() {
    Map<String, String> named = Map.of("key-id", "k1", "assertion-audience", "https://as.test");
    return Stream.of(
        Arguments.of(
            ClientAuthenticationMethod.CLIENT_SECRET_JWT,
            Map.of(),
            "sent client_secret_jwt signed with HS256 for the audience https://as.test/token; if id"
                + " and secret are right, try assertion-audience=<the server's issuer>, then"
                + " client-authentication-method=client_secret_basic"),
        Arguments.of(
            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
            Map.of(),
            "sent private_key_jwt signed with RS256, without key-id, for the audience"
                + " https://as.test/token; if id and key are right and the server knows the key, try"
                + " key-id=<the key's id there>, then assertion-audience=<the server's issuer>"),
        Arguments.of(
            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
            named,
            "sent private_key_jwt signed with RS256 and key-id=k1 for the audience https://as.test;"
                + " if id and key are right and the server knows the key, try"
                + " assertion-audience=https://as.test/token"),
        Arguments.of(
            ClientAuthenticationMethod.TLS_CLIENT_AUTH,
            Map.of(),
            "sent tls_client_auth with the certificate of key-store; if the server knows its subject"
                + " for this id, try client-authentication-method=self_signed_tls_client_auth"),
        Arguments.of(
            ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH,
            Map.of(),
            "sent self_signed_tls_client_auth with the certificate of key-store; if the server knows"
                + " this very certificate for this id, try"
                + " client-authentication-method=tls_client_auth"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hints")
  void invalidClientHasAHintForEachMethod(
      ClientAuthenticationMethod method, Map<String, String> settings, String hint) {
    settings.forEach(registration.set("client-authentication-method", method)::set);

    assertThatThrownBy(() -> read(answer(400, JSON, "{\"error\":\"invalid_client\"}")))
        .hasMessage("https://as.test/token answered 400 invalid_client; " + hint);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "200; server_error; PASSING",
        "400; invalid_grant; FATAL",
        "400; invalid_client; INVALID_CLIENT",
        "401; invalid_request; FATAL",
        "408; x; TRANSIENT",
        "429; x; TRANSIENT",
        "500; x; TRANSIENT",
        "503; invalid_client; INVALID_CLIENT",
        "503; invalid_scope; FATAL",
        "302; x; PASSING"
      })
  void anErrorsNameAndItsStatusSayWhatTheNextTryIsWorth(
      int status, String error, TokenException.Kind kind) {
    assertThatThrownBy(() -> read(answer(status, JSON, "{\"error\":\"" + error + "\"}")))
        .isInstanceOfSatisfying(TokenException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest(name = "{0}: told {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'cnf':{'x5t#S256':'abc'}}; true",
        "{'cnf':{'jkt':'abc'}}; false",
        "{'cnf':'x5t#S256'}; false",
        "{'x5t#S256':'abc'}; false"
      })
  void aTokenThatIsBoundToACertificateIsToldOf(String claims, boolean told) throws Exception {
    String jwt = "e30." + base64Url(quoted(claims)) + ".c2ln";

    assertThat(read("{\"access_token\":\"" + jwt + "\",\"expires_in\":5}").warnings())
        .isEqualTo(
            told
                ? List.of(
                    "https://as.test/token bound the token to the agent's TLS certificate (cnf,"
                        + " x5t#S256): APIs will refuse it on the application's connections; have"
                        + " the provider issue unbound tokens to this client")
                : List.of());
  }

  @ParameterizedTest(name = "asked for [{0}], granted [{1}]: missing [{2}]")
  @CsvSource({
    "a b, a b, ",
    "a b, b a c, ",
    "a b, b, a",
    "a b, '', a b",
    "a, A, a",
    ", b, ",
    "a b, , ",
    "a b, 'a,b', ",
    "a b, 'b, a', ",
    "a b, 'a', b",
    "a b, 'a,c', b",
    "a b, a+b, ",
    "a b, a;b, ",
    "a b, a+c, b",
    "a+b, 'a b', ",
    "'a,b', 'a b', ",
    "'a,b', 'a,b', ",
    "'a,b c', 'a c', 'a,b'",
    "a b, '  a  b ', "
  })
  void aNarrowerScopeIsToldOf(String requested, String granted, String missing) throws Exception {
    registration.set("scope", requested);
    String scope = granted == null ? "" : ",\"scope\":\"" + granted + "\"";

    IssuedToken token = read("{\"access_token\":\"a\",\"expires_in\":5" + scope + "}");

    if (missing == null) {
      assertThat(token.warnings()).isEmpty();
    } else {
      assertThat(token.warnings())
          .containsExactly(
              "https://as.test/token granted less than the requested scope; missing: " + missing);
    }
  }

  @ParameterizedTest(name = "granted {0}: missing [{1}]")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "['a','b']; ``",
        "['b','c','a']; ``",
        "['a b']; ``",
        "['a,b']; ``",
        "['b']; a",
        "'a+b'; ``",
        "'b, a'; ``",
        "['b','b+c']; a",
        "[]; a b",
        "null; ``",
        "7; ``",
        "{'a':'b'}; ``"
      })
  void aScopeMayBeAnArray(String scope, String missing) throws Exception {
    registration.set("scope", "a b");

    IssuedToken token = read(quoted("{'access_token':'a','expires_in':5,'scope':" + scope + "}"));

    assertThat(token.warnings())
        .isEqualTo(
            missing.isEmpty()
                ? List.of()
                : List.of(
                    "https://as.test/token granted less than the requested scope; missing: "
                        + missing));
  }

  private static final String NOW = "Sat, 21 Nov 2026 08:00:00 GMT";

  private static HttpAnswer answerAt(String date, int status, String json) {
    return HttpAnswers.of(
        status,
        Map.of("content-type", JSON, "date", date),
        quoted(json).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "'expires_at':1795248300; 300",
        "'expires_on':1795248300; 300",
        "'expires_at':'1795248300'; 300",
        "'expires_on':'1795248300'; 300",
        "'expires_at':1795248300.5; 300.5",
        "'expires_at':1795248300000; 300",
        "'expires_on':'1795248300250'; 300.25",
        "'expires_at':'2026-11-21T08:05:00Z'; 300",
        "'expires_at':'2026-11-21T08:05:00.5Z'; 300.5",
        "'expires_at':'2026-11-21T09:05:00+01:00'; 300",
        "'expires_at':'2026-11-21T09:05:00+0100'; 300",
        "'expires_at':'2026-11-21T08:05:00+00:00'; 300",
        "'expires_at':'2026-11-21T08:05:00'; 300",
        "'expires_at':'2026-11-21 08:05:00'; 300",
        "'expires_at':'2026-11-21 08:05:00 +00:00'; 300",
        "'expires_at':'2026-11-21T08:05Z'; 300",
        "'expires_at':null,'expires_on':1795248300; 300",
        "'expires_at':'','expires_on':1795248300; 300",
        "'expires_at':'never','expires_on':'1795248300'; 300",
        "'expires_in':60,'expires_at':1795248300; 60",
        "'expires_in':'60','expires_on':'never'; 60"
      })
  void aTimeOfExpiryCountsWhereNoLifetimeIsTold(String members, double seconds) throws Exception {
    IssuedToken token = read(answerAt(NOW, 200, "{'access_token':'a'," + members + "}"));

    assertThat(token.lifetime()).isEqualTo(Duration.ofMillis((long) (seconds * 1000)));
    assertThat(token.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'expires_at':1795248000 | 1 | says that the token lives zero or less; 1 s is used",
        "'expires_at':3600 | 1 | says that the token lives zero or less; 1 s is used",
        "'expires_at':99999999999 | 315360000 | says that the token lives more than ten years;"
            + " 315360000 s is used",
        "'expires_at':1e400 | 77 | answered with an expires_at that is no time;"
            + " default-expires-in counts: 77 s",
        "'expires_on':'11/21/2026 08:05:00 +00:00' | 77 | answered with an expires_on that is no"
            + " time; default-expires-in counts: 77 s",
        "'expires_at':'2026-11-31T08:05:00Z' | 77 | answered with an expires_at that is no time;"
            + " default-expires-in counts: 77 s",
        "'expires_at':true | 77 | answered with an expires_at that is no time; default-expires-in"
            + " counts: 77 s",
        "'expires_in':'soon','expires_at':1795248300 | 300 | answered with an expires_in that is not"
            + " a number; expires_at counts"
      })
  void anOddTimeOfExpiryIsToldAndMadeTheBestOf(String members, long seconds, String warning)
      throws Exception {
    registration.set("default-expires-in", Duration.ofSeconds(77));
    clock.set(Instant.parse("2026-11-21T08:00:00Z"));
    IssuedToken token = read(answerAt(NOW, 200, "{'access_token':'a'," + members + "}"));

    assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(token.warnings()).containsExactly("https://as.test/token " + warning);
  }

  @Test
  void withoutADateATimeOfExpiryIsComparedWithThisMachinesClock() throws Exception {
    clock.set(Instant.parse("2026-11-21T08:00:00Z"));

    assertThat(read(quoted("{'access_token':'a','expires_at':1795248300}")).lifetime())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "07:57:00; 3 min behind",
        "08:03:00; 3 min ahead of",
        "08:01:01; 1 min ahead of",
        "08:01:00; none",
        "07:59:00; none",
        "09:40:00; 100 min ahead of",
        "11:00:00; 3 h ahead of"
      })
  void aServersWrongClockIsToldWhereItMayBeTheCause(String time, String apart) throws Exception {
    clock.set(Instant.parse("2026-11-21T08:00:00Z"));
    String date = "Sat, 21 Nov 2026 " + time + " GMT";
    String told =
        apart.equals("none")
            ? ""
            : "; the server's clock (its Date) is "
                + apart
                + " this machine's: set the wrong one right";
    for (ClientAuthenticationMethod method :
        List.of(
            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
            ClientAuthenticationMethod.CLIENT_SECRET_JWT)) {
      registration.set("client-authentication-method", method);
      for (String error : List.of("invalid_client", "invalid_grant", "unauthorized_client")) {
        assertThatThrownBy(() -> read(answerAt(date, 400, "{'error':'" + error + "'}")))
            .message()
            .matches(
                message -> told.isEmpty() ? !message.contains("Date") : message.endsWith(told));
      }
      assertThatThrownBy(() -> read(answerAt(date, 503, "{'error':'server_error'}")))
          .message()
          .doesNotContain("Date");
      for (int status : List.of(400, 401, 403)) {
        assertThatThrownBy(() -> read(answerAt(date, status, "<html>")))
            .message()
            .matches(
                message -> told.isEmpty() ? !message.contains("Date") : message.endsWith(told));
      }
      for (int status : List.of(200, 302, 500)) {
        assertThatThrownBy(() -> read(answerAt(date, status, "<html>")))
            .message()
            .doesNotContain("Date");
      }
    }
    registration.set(
        "client-authentication-method", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    assertThatThrownBy(() -> read(answerAt(date, 400, "{'error':'invalid_client'}")))
        .message()
        .doesNotContain("Date");

    assertThat(read(answerAt(date, 200, "{'access_token':'a','expires_in':0}")).warnings())
        .containsExactly(
            "https://as.test/token says that the token lives zero or less; 1 s is used" + told);
    String jwt = "e30." + base64Url("{\"exp\":1795248000}") + ".c2ln";
    assertThat(
            read(answerAt(date, 200, "{'access_token':'" + jwt + "','expires_in':5}")).warnings())
        .containsExactly(
            "https://as.test/token answered with a token that has expired already by this"
                + " machine's clock (exp)"
                + told);
    assertThat(read(answerAt(date, 200, "{'access_token':'a','expires_in':5}")).warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=ISO-8859-1",
        "application/json;charset=\"iso-8859-1\"",
        "application/json; odata=minimal; Charset = Latin1",
        "text/html; charset=iso_8859-1"
      })
  void whatIsLabelledLatin1IsReadSo(String type) throws Exception {
    byte[] latin1 =
        "{\"access_token\":\"a\",\"expires_in\":5,\"x\":\"\u00e9\"}"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read(HttpAnswers.of(200, "content-type", type, latin1)).value()).isEqualTo("a");
    byte[] utf8 = new String(latin1, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
    assertThat(read(HttpAnswers.of(200, "content-type", type, utf8)).value()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset=us-ascii",
        "application/json; x=iso-8859-1",
        "application/json; charset"
      })
  void otherwiseWhatIsNotUtf8IsRefusedButForAnErrorsName(String type) {
    byte[] latin1 =
        "{\"error\":\"invalid_scope\",\"error_description\":\"d\u00e9fendu\"}"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(HttpAnswers.of(200, "content-type", type, latin1)))
        .hasMessageEndingWith("not one JSON object: it is not UTF-8");
    assertThatThrownBy(() -> read(HttpAnswers.of(400, "content-type", type, latin1)))
        .hasMessage("https://as.test/token answered 400 invalid_scope: d?fendu");
  }

  @Test
  void theServersWordsAreCutAndMadePrintable() {
    String description = "\\u001b[31mé" + "x".repeat(300);

    assertThatThrownBy(
            () ->
                read(
                    answer(
                        400,
                        JSON,
                        "{\"error\":\"e\",\"error_description\":\"" + description + "\"}")))
        .hasMessage("https://as.test/token answered 400 e: ?[31m?" + "x".repeat(194));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pl4nted+s3cret/ä",
        "pl4nted%2Bs3cret%2F%C3%A4",
        "bWU6cGw0bnRlZCtzM2NyZXQvw6Q=",
        "bWU6cGw0bnRlZCUyQnMzY3JldCUyRiVDMyVBNA==",
        "key=qu3ry",
        "m1nted.t0ken",
        "r3fresh",
        "p4rameter",
        "h3ader"
      })
  void whateverTheServerEchoesOfOurSecretsIsNotInTheMessage(String echoed) {
    registration
        .tokenRequestParameters(Map.of("p", "p4rameter"))
        .tokenRequestHeaders(Map.of("h", "h3ader"));
    String body =
        "{\"error\":\"no\",\"access_token\":\"m1nted.t0ken\",\"refresh_token\":\"r3fresh\","
            + "\"error_description\":\"you sent "
            + echoed
            + " to us\"}";

    assertThatThrownBy(() -> read(answer(400, JSON, body)))
        .hasMessage("https://as.test/token answered 400 no: you sent *** to us")
        .hasNoCause();
    assertThatThrownBy(() -> read(answer(400, "text/" + echoed, "<")))
        .message()
        .doesNotContain(echoed.startsWith("m1nted") || echoed.startsWith("r3") ? "<" : echoed);
  }

  /** The machine's until it is set. */
  private static final class SetClock implements Clock {
    private @Nullable Instant instant;

    void set(Instant instant) {
      this.instant = instant;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public long currentTimeMillis() {
      return instant == null ? System.currentTimeMillis() : instant.toEpochMilli();
    }
  }

  private static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
