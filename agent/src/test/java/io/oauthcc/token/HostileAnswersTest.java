package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.grant.HttpTokenClient;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenException;
import io.oauthcc.http.RawServer;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a broken or hostile token endpoint puts on the wire, byte for byte, and exactly what becomes
 * of it: a failure with its message and kind, or a token with its lifetime and warnings. Nothing
 * secret is in anything that is said about it.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileAnswersTest {

  private static final String SECRET = "pl4nted+s3cret";
  private static final String TOKEN = "m1nted-t0ken";
  private static final String REFRESH = "r3fresh-t0ken";
  private static final String PARAMETER = "p4rameter";
  private static final String HEADER = "h3ader";
  private static final String QUERY = "qu3ry";
  private static final String BASIC = base64("me:pl4nted%2Bs3cret");

  /** All that a server could repeat. */
  private static final List<String> SECRETS =
      List.of(
          SECRET,
          "pl4nted%2Bs3cret",
          TOKEN,
          REFRESH,
          PARAMETER,
          HEADER,
          QUERY,
          BASIC,
          base64("me:" + SECRET));

  private static final String ECHO = String.join(" ", SECRETS);
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";

  private final AgentThreads threads = new AgentThreads();
  private final RecordingLog log = new RecordingLog();

  @AfterEach
  void stop() {
    threads.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With an answer's body, quotes for apostrophes, and the token for {@code T}. */
  private static String text(String json) {
    return json.replace("'T'", "'" + TOKEN + "'").replace('\'', '"');
  }

  private static byte[] gzip(String json) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (java.io.OutputStream gzip = new java.util.zip.GZIPOutputStream(out)) {
      gzip.write(text(json).getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] http(int status, String headers, byte[] body) {
    byte[] head =
        latin1(
            "HTTP/1.1 "
                + status
                + " X\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n");
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static byte[] http(int status, String headers, String body) {
    return http(status, headers, text(body).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A row.
   *
   * @param answer on the wire
   * @param outcome {@code AS} stands for the endpoint's address
   */
  private static Arguments row(String name, byte[] answer, String outcome) {
    return Arguments.of(name, answer, outcome);
  }

  private static Arguments good(String name, String body, String outcome) {
    return row(name, http(200, JSON, body), outcome);
  }

  private static Arguments bad(String name, String body, String reason) {
    return row(
        name,
        http(200, JSON, body),
        "PASSING: AS answered 200 (application/json), not one JSON object: " + reason);
  }

  static Stream<Arguments> answers() {
    List<Arguments> rows = new ArrayList<>();
    notHttp(rows);
    notJson(rows);
    withoutToken(rows);
    oddLifetimes(rows);
    refusals(rows);
    return rows.stream();
  }

  private static void notHttp(List<Arguments> rows) {
    rows.add(
        row(
            "closed without a word",
            new byte[0],
            "TRANSIENT: AS: the server closed the connection without an answer"));
    rows.add(row("not HTTP", latin1(ECHO), "PASSING: AS: the answer is not HTTP/1.1"));
    rows.add(
        row(
            "HTTP/2's preface",
            new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0},
            "PASSING: AS: the answer is not HTTP/1.1"));
    rows.add(
        row(
            "a TLS alert",
            new byte[] {0x15, 3, 3, 0, 2, 2, 80, '\r', '\n', '\r', '\n'},
            "PASSING: AS: the answer is not HTTP/1.1"));
    rows.add(
        row(
            "a status that is no number",
            latin1("HTTP/1.1 2x0 OK\r\n\r\n" + ECHO),
            "PASSING: AS: the answer is not HTTP/1.1"));
    rows.add(
        row(
            "a header without a colon",
            latin1("HTTP/1.1 200 OK\r\n" + ECHO + "\r\n\r\n"),
            "PASSING: AS: the answer is not HTTP/1.1"));
    rows.add(
        row(
            "cut off in the body",
            latin1(
                "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + text("{'access_token':'T'}")),
            "TRANSIENT: AS: the server closed the connection in the middle of the answer"));
    rows.add(
        row(
            "cut off in a chunk",
            latin1("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + TOKEN),
            "TRANSIENT: AS: the server closed the connection in the middle of the answer"));
    rows.add(
        row(
            "chunks of a length that is none",
            latin1("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + TOKEN + "\r\n"),
            "PASSING: AS: the answer is not HTTP/1.1: malformed chunks"));
    rows.add(
        row(
            "more than 64 KiB announced",
            latin1("HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n"),
            "PASSING: AS: the answer is larger than 64 KiB"));
    rows.add(
        row(
            "more than 64 KiB sent",
            http(200, JSON, text("{'access_token':'T','x':'" + "x".repeat(70_000) + "'}")),
            "PASSING: AS: the answer is larger than 64 KiB"));
    rows.add(
        row(
            "more than 64 KiB in chunks",
            latin1(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("1000\r\n" + " ".repeat(4096) + "\r\n").repeat(17)),
            "PASSING: AS: the answer is larger than 64 KiB"));
    rows.add(
        row(
            "a header line without end",
            latin1("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000)),
            "PASSING: AS: the answer has a line of more than 17 KiB or more than 256 headers"));
    rows.add(
        row(
            "a thousand headers",
            latin1("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n"),
            "PASSING: AS: the answer has a line of more than 17 KiB or more than 256 headers"));
    rows.add(
        row(
            "interim answers without end",
            latin1("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100)),
            "PASSING: AS: the server never gave a final answer"));
    rows.add(
        row(
            "another protocol",
            latin1("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
            "PASSING: AS: the server never gave a final answer"));
  }

  private static void notJson(List<Arguments> rows) {
    rows.add(row("nothing", http(200, JSON, ""), "PASSING: AS answered 200 with an empty body"));
    rows.add(
        row(
            "no content",
            latin1("HTTP/1.1 204 X\r\n\r\n"),
            "PASSING: AS answered 204 with an empty body"));
    rows.add(
        row(
            "a page",
            http(200, HTML, "<html>" + ECHO),
            "PASSING: AS answered 200 (text/html), a page and not JSON; is token-uri right?"));
    rows.add(
        row(
            "a form",
            http(
                200,
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "access_token=" + TOKEN),
            "PASSING: AS answered 200 (application/x-www-form-urlencoded), not one JSON object: it"
                + " breaks the grammar of JSON"));
    rows.add(bad("an array", "['T']", "it is not an object"));
    rows.add(bad("a string", "'T'", "it is not an object"));
    rows.add(bad("white space", " \r\n\t", "it is empty"));
    rows.add(bad("cut off in the token", "{'access_token':'" + TOKEN, "it ends too early"));
    rows.add(bad("cut off before the end", "{'access_token':'T'", "it ends too early"));
    rows.add(
        bad("two objects", "{'access_token':'T'}{'access_token':'T'}", "text follows the object"));
    rows.add(bad("text behind", "{'access_token':'T'} " + TOKEN, "it breaks the grammar of JSON"));
    rows.add(
        bad("a script in front", ")]}',\n{'access_token':'T'}", "it breaks the grammar of JSON"));
    rows.add(
        bad("a token twice", "{'access_token':'T','access_token':'U'}", "it has a member twice"));
    rows.add(
        bad(
            "a token twice, once escaped",
            "{'access_token':'T','access\\u005ftoken':'U'}",
            "it has a member twice"));
    rows.add(
        bad("twice inside", "{'access_token':'T','x':[{'y':1,'y':2}]}", "it has a member twice"));
    String deep =
        "it is nested too deep, has too many parts, or a name or number in it is too long";
    rows.add(bad("nested a thousand deep", "{'access_token':'T','x':" + "[".repeat(1000), deep));
    rows.add(
        bad("objects a thousand deep", "{'access_token':'T','x':" + "{'x':".repeat(1000), deep));
    rows.add(
        bad(
            "a number of ten thousand digits",
            "{'access_token':'T','expires_in':" + "9".repeat(10_000) + "}",
            deep));
    rows.add(
        bad(
            "a name of ten thousand letters",
            "{'access_token':'T','" + "n".repeat(10_000) + "':1}",
            deep));
    rows.add(
        bad(
            "thirty thousand elements",
            "{'access_token':'T','x':[1" + ",1".repeat(30_000) + "]}",
            deep));
    rows.add(
        bad(
            "a comment",
            "/* " + TOKEN + " */{'access_token':'T'}",
            "it breaks the grammar of JSON"));
    rows.add(bad("NaN", "{'access_token':'T','expires_in':NaN}", "it breaks the grammar of JSON"));
    rows.add(
        bad(
            "a raw line break in a string",
            "{'access_token':'" + TOKEN + "\n'}",
            "it breaks the grammar of JSON"));
    for (Charset wide :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      rows.add(
          row(
              wide.name(),
              http(200, JSON, text("{'access_token':'T'}").getBytes(wide)),
              "PASSING: AS answered 200 (application/json), not one JSON object: it is UTF-16 or"
                  + " UTF-32, not UTF-8"));
    }
    rows.add(
        row(
            "Latin-1",
            http(
                200,
                "Content-Type: application/json; charset=iso-8859-1\r\n",
                latin1(text("{'access_token':'T','expires_in':9,'x':'\u00e9'}"))),
            "9 s"));
    rows.add(
        row(
            "gzip",
            http(
                200,
                JSON + "Content-Encoding: gzip\r\n",
                gzip("{'access_token':'T','expires_in':9}")),
            "9 s"));
    rows.add(
        row(
            "gzip that inflates to 50 MB",
            http(200, JSON + "Content-Encoding: gzip\r\n", gzip(" ".repeat(50_000_000))),
            "PASSING: AS: the answer is larger than 64 KiB"));
    rows.add(
        row(
            "half of a gzip",
            http(
                200,
                JSON + "Content-Encoding: gzip\r\n",
                java.util.Arrays.copyOf(gzip("{'access_token':'T','expires_in':9}"), 20)),
            "PASSING: AS: the answer is compressed, and damaged or cut off"));
    rows.add(
        row(
            "a coding that nobody asked for",
            http(200, HTML + "Content-Encoding: br\r\n", "\u001b\u0003"),
            "PASSING: AS answered 200 (text/html), not one JSON object: it is in the"
                + " Content-Encoding br, which was not asked for"));
    rows.add(
        row(
            "a coding that repeats secrets",
            http(200, JSON + "Content-Encoding: " + SECRET + "\r\n", "x"),
            "PASSING: AS answered 200 (application/json), not one JSON object: it is in the"
                + " Content-Encoding ***, which was not asked for"));
    rows.add(
        row(
            "a coding that is none",
            http(200, JSON + "Content-Encoding: UTF-8\r\n", "{'access_token':'T','expires_in':9}"),
            "9 s"));
    rows.add(
        row(
            "overlong UTF-8",
            http(200, JSON, latin1(text("{'access_token':'T','x':'\u00c0\u00af'}"))),
            "PASSING: AS answered 200 (application/json), not one JSON object: it is not UTF-8"));
    rows.add(
        row(
            "a content type that repeats secrets",
            http(200, "Content-Type: " + ECHO + "\r\n", "x"),
            "PASSING: AS answered 200 (an odd content type), not one JSON object: it breaks the"
                + " grammar of JSON"));
  }

  private static void withoutToken(List<Arguments> rows) {
    String none = "PASSING: AS answered 200 without an access_token";
    rows.add(good("no token", "{'refresh_token':'" + REFRESH + "'}", none));
    rows.add(good("a null token", "{'access_token':null}", none));
    rows.add(good("an empty token", "{'access_token':''}", none));
    rows.add(good("a number for a token", "{'access_token':7}", none));
    rows.add(good("an object for a token", "{'access_token':{'value':'T'}}", none));
    String unfit = "PASSING: AS answered 200 with an access_token that cannot be sent: ";
    rows.add(
        good(
            "a header in the token",
            "{'access_token':'" + TOKEN + "\\r\\nX-Evil: yes'}",
            unfit + "it has a line break at position 13"));
    rows.add(
        good(
            "a space in the token",
            "{'access_token':'" + TOKEN + " x'}",
            unfit + "it has a space at position 13"));
    rows.add(
        good(
            "a NUL in the token",
            "{'access_token':'" + TOKEN + "\\u0000'}",
            unfit + "it has a control character at position 13"));
    rows.add(
        good(
            "a line separator in the token",
            "{'access_token':'" + TOKEN + "\\u2028'}",
            unfit + "it has a character that is not ASCII at position 13"));
    rows.add(
        good(
            "half a surrogate pair in the token",
            "{'access_token':'" + TOKEN + "\\ud83d'}",
            unfit + "it has a character that is not ASCII at position 13"));
    rows.add(
        good(
            "a quote in the token",
            "{'access_token':'" + TOKEN + "\\u0022'}",
            unfit
                + "its character at position 13 is not one of RFC 6750's; token-charset=vchar would"
                + " take it"));
    rows.add(
        good(
            "a token type we cannot use",
            "{'access_token':'T','token_type':'DPoP'}",
            "PASSING: AS answered 200 with token_type DPoP; only Bearer can be used"));
    rows.add(
        good(
            "a token type that repeats secrets",
            "{'access_token':'T','token_type':'" + TOKEN + "\\n\\u0007" + BASIC + "'}",
            "PASSING: AS answered 200 with token_type ***??***; only Bearer can be used"));
    rows.add(
        good(
            "a token type that repeats the refresh token",
            "{'access_token':'T','token_type':'" + REFRESH + "','refresh_token':'" + REFRESH + "'}",
            "PASSING: AS answered 200 with token_type ***; only Bearer can be used"));
    rows.add(
        good(
            "a token that holds another secret",
            "{'error':'a-"
                + PARAMETER
                + "-"
                + TOKEN
                + "','access_token':'a-"
                + PARAMETER
                + "-"
                + TOKEN
                + "'}",
            "PASSING: AS answered 200 ***"));
    rows.add(
        good(
            "a token type that is no text",
            "{'access_token':'T','token_type':['Bearer']}",
            "PASSING: AS answered 200 with a token_type that is not text"));
  }

  private static void oddLifetimes(List<Arguments> rows) {
    String zero = "AS says that the token lives zero or less; 1 s is used";
    String ages = "AS says that the token lives more than ten years; 315360000 s is used";
    String words =
        "AS answered with an expires_in that is not a number; default-expires-in counts: 77 s";
    rows.add(good("a BOM", "\uFEFF{'access_token':'T','expires_in':9}", "9 s"));
    rows.add(good("zero", "{'access_token':'T','expires_in':0}", "1 s; " + zero));
    rows.add(good("minus zero", "{'access_token':'T','expires_in':-0.0}", "1 s; " + zero));
    rows.add(good("less than zero", "{'access_token':'T','expires_in':'-3600'}", "1 s; " + zero));
    rows.add(
        good(
            "more than a long",
            "{'access_token':'T','expires_in':99999999999999999999}",
            "315360000 s; " + ages));
    rows.add(good("infinite", "{'access_token':'T','expires_in':1e999}", "315360000 s; " + ages));
    rows.add(good("null", "{'access_token':'T','expires_in':null}", "77 s; " + words));
    rows.add(good("a word", "{'access_token':'T','expires_in':'" + TOKEN + "'}", "77 s; " + words));
    rows.add(
        good("an object", "{'access_token':'T','expires_in':{'seconds':300}}", "77 s; " + words));
    rows.add(
        good("a fraction in a string", "{'access_token':'T','expires_in':'299.5'}", "299500 ms"));
    rows.add(
        good(
            "a scope that repeats secrets",
            "{'access_token':'T','expires_in':9,'scope':'" + TOKEN + "'}",
            "9 s; AS granted less than the requested scope; missing: a b"));
  }

  private static void refusals(List<Arguments> rows) {
    String hint =
        "; sent client_secret_basic with basic-encoding=rfc6749; if id and secret are right, try"
            + " basic-encoding=raw, then client-authentication-method=client_secret_post";
    rows.add(
        row(
            "an error with a token, on 200",
            http(200, JSON, "{'error':'invalid_scope','access_token':'T'}"),
            "FATAL: AS answered 200 invalid_scope"));
    rows.add(
        row(
            "an error that repeats secrets",
            http(
                400,
                JSON,
                "{'error':'invalid_request','error_description':'"
                    + ECHO
                    + "','access_token':'T','refresh_token':'"
                    + REFRESH
                    + "'}"),
            "FATAL: AS answered 400 invalid_request: *** *** *** *** *** *** *** *** ***"));
    rows.add(
        row(
            "an error's name that repeats secrets",
            http(400, JSON, "{'error':'" + SECRET + "','error_description':7}"),
            "FATAL: AS answered 400 ***"));
    rows.add(
        row(
            "an error with terminal codes and a thousand letters",
            http(
                400,
                JSON,
                "{'error':'e','error_description':'\\u001b[2J\\r\\n" + "x".repeat(1000) + "'}"),
            "FATAL: AS answered 400 e: ?[2J??" + "x".repeat(194)));
    rows.add(
        row(
            "an error that is an object",
            http(200, JSON, "{'error':{'access_token':'T'}}"),
            "PASSING: AS answered 200 an error without a name"));
    rows.add(
        row(
            "the client refused",
            http(400, JSON, "{'error':'invalid_client'}"),
            "INVALID_CLIENT: AS answered 400 invalid_client" + hint));
    rows.add(
        row(
            "the client refused without a word",
            http(401, HTML + "WWW-Authenticate: Basic realm=\"" + ECHO + "\"\r\n", "<html>" + ECHO),
            "INVALID_CLIENT: AS answered 401 (text/html)" + hint));
    rows.add(
        row(
            "the client refused in a page of 70 KB",
            http(401, HTML, "<html>" + ECHO + "x".repeat(70_000)),
            "INVALID_CLIENT: AS answered 401 (text/html)" + hint));
    rows.add(
        row(
            "the client refused in gzip",
            http(
                401,
                JSON + "Content-Encoding: gzip\r\n",
                gzip("{'error':'invalid_client','error_description':'" + SECRET + "'}")),
            "INVALID_CLIENT: AS answered 401 invalid_client: ***" + hint));
    rows.add(
        row(
            "out of order with a page without end",
            latin1("HTTP/1.1 503 X\r\n" + HTML + "\r\n" + "x".repeat(100_000)),
            "TRANSIENT: AS answered 503 (text/html)"));
    rows.add(
        row(
            "a status beyond all",
            http(999, HTML, "<html>"),
            "TRANSIENT: AS answered 999 (text/html)"));
    rows.add(
        row(
            "a redirect",
            http(302, "Location: https://evil.test/" + SECRET + "?" + TOKEN + "\r\n", ""),
            "PASSING: AS answered 302 (no content type), a redirect to https://evil.test/***;"
                + " redirects are not followed, set token-uri to the final address"));
    rows.add(
        row(
            "a redirect of the POST",
            http(307, "Location: //evil.test\r\n", ""),
            "PASSING: AS answered 307 (no content type), a redirect to //evil.test; redirects are"
                + " not followed, set token-uri to the final address"));
    rows.add(
        row(
            "a token on 404",
            http(404, JSON, "{'access_token':'T'}"),
            "FATAL: AS answered 404 (application/json)"));
    rows.add(
        row(
            "too many requests",
            http(429, HTML + "Retry-After: 99999999999\r\n", "<html>"),
            "TRANSIENT after 3600 s: AS answered 429 (text/html)"));
    rows.add(
        row(
            "out of order until a date",
            http(
                503,
                "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\nRetry-After: Sat, 21 Nov 2026 08:00:30 GMT\r\n",
                ECHO),
            "TRANSIENT after 30 s: AS answered 503 (no content type)"));
    rows.add(
        row(
            "out of order for nonsense",
            http(
                503, JSON + "Retry-After: " + ECHO + "\r\n", "{'error':'temporarily_unavailable'}"),
            "TRANSIENT: AS answered 503 temporarily_unavailable"));
    rows.add(
        row(
            "a server's error with a fatal name",
            http(500, JSON, "{'error':'unauthorized_client'}"),
            "FATAL: AS answered 500 unauthorized_client"));
    rows.add(
        row(
            "a status nobody knows",
            http(599, "", ECHO),
            "TRANSIENT: AS answered 599 (no content type)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void itsOutcomeIsExactAndTellsNoSecret(String name, byte[] answer, String outcome)
      throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              socket.getOutputStream().write(answer);
              socket.getOutputStream().flush();
              socket.shutdownOutput();
              RawServer.staySilent(socket);
            })) {
      Registration registration = registration(server);
      HttpTokenClient client =
          new HttpTokenClient(registration, threads, Clock.system(), log, endpoints -> {});
      IssuedToken issued = null;
      TokenException failure = null;
      try {
        issued = client.fetch();
      } catch (TokenException e) {
        failure = e;
      }

      String address = "http://127.0.0.1:" + server.port() + "/token/";
      assertThat(described(issued, failure).replace(address, "AS")).isEqualTo(outcome);
      assertThat(server.requests()).hasSize(1);
      assertThat(everythingSaid(registration, client, issued, failure)).doesNotContain(SECRETS);
      assertThat(issued == null ? TOKEN : issued.value()).isEqualTo(TOKEN);
    }
  }

  @Test
  void thereAreAtLeastFortyOfThem() {
    assertThat(answers().count()).isGreaterThanOrEqualTo(40);
    assertThat(answers().map(row -> row.get()[0])).doesNotHaveDuplicates();
  }

  private static Registration registration(RawServer server) {
    return RegistrationBuilder.of("default")
        .tokenUri(java.net.URI.create("http://127.0.0.1:" + server.port() + "/token/?key=" + QUERY))
        .clientId("me")
        .clientSecret(Secret.of(SECRET))
        .tokenRequestParameters(Map.of("p", PARAMETER))
        .tokenRequestHeaders(Map.of("X-H", HEADER))
        .set("scope", "a b")
        .set("default-expires-in", Duration.ofSeconds(77))
        .set("connect-timeout", Duration.ofSeconds(5))
        .set("read-timeout", Duration.ofSeconds(5))
        .build();
  }

  private static String described(@Nullable IssuedToken issued, @Nullable TokenException failure) {
    if (issued != null) {
      String lifetime = Words.of(issued.lifetime());
      return issued.warnings().isEmpty()
          ? lifetime
          : lifetime + "; " + String.join("; ", issued.warnings());
    }
    TokenException e = Objects.requireNonNull(failure);
    Duration wait = e.retryAfter();
    return e.kind() + (wait == null ? "" : " after " + Words.of(wait)) + ": " + e.getMessage();
  }

  /** Messages, causes, stack traces, texts of objects, and what a cache logs of it. */
  private String everythingSaid(
      Registration registration,
      HttpTokenClient client,
      @Nullable IssuedToken issued,
      @Nullable TokenException failure) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    if (failure != null) {
      failure.printStackTrace(out);
      new RenewalLog(registration, log).failed(failure, Duration.ofSeconds(1), false);
    }
    if (issued != null) {
      out.println(issued + " " + issued.warnings());
      new RenewalLog(registration, log)
          .renewed(issued.lifetime(), new LinkedHashSet<>(issued.warnings()), false);
    }
    out.println(registration + " " + client + " " + log.lines());
    out.flush();
    return text.toString();
  }
}
