package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpExchangeTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final HttpExchange exchange = Exchanges.of(Exchanges.registration());
  private final HttpExchange impatient =
      Exchanges.of(
          Exchanges.registration().set("connect-timeout", SHORT).set("read-timeout", SHORT));

  @Test
  void theRequestIsOnTheWireCharacterForCharacter() throws Exception {
    try (RawServer server = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      URI uri = uri(server, "/oauth2//token/?a=%2f&b=c+d");

      exchange.send(
          HttpRequest.builder("POST", uri)
              .header("Accept", "application/json")
              .header("x-tenant", "a b")
              .body("k=v".getBytes(StandardCharsets.US_ASCII), "text/plain")
              .build());

      assertThat(server.requests())
          .containsExactly(
              "POST /oauth2//token/?a=%2f&b=c+d HTTP/1.1\r\n"
                  + ("Host: 127.0.0.1:" + server.port() + "\r\n")
                  + "Accept: application/json\r\n"
                  + "x-tenant: a b\r\n"
                  + "Content-Type: text/plain\r\n"
                  + "Content-Length: 3\r\n"
                  + "Connection: close\r\n"
                  + "\r\n"
                  + "k=v");
    }
  }

  @Test
  void aGetHasNoBodyAndAnAddressWithoutPathAsksForTheRoot() throws Exception {
    try (RawServer server = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      exchange.send(HttpRequest.builder("GET", uri(server, "")).build());

      assertThat(server.requests())
          .containsExactly(
              "GET / HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.port()
                  + "\r\nConnection: close\r\n\r\n");
    }
  }

  static Stream<Arguments> goodAnswers() {
    return Stream.of(
        Arguments.of("a length", OK + "Content-Length: 3\r\n\r\nabcIGNORED", 200, "abc"),
        Arguments.of(
            "chunks",
            OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\nT: t\r\n\r\n",
            200,
            "abc"),
        Arguments.of("the end of the connection", OK + "\r\nabc", 200, "abc"),
        Arguments.of(
            "an interim answer first",
            "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK + "Content-Length: 1\r\n\r\na",
            200,
            "a"),
        Arguments.of("an HTTP/1.0 server", "HTTP/1.0 404 No\r\n\r\nnone", 404, "none"),
        Arguments.of("a blank before a colon", OK + "Content-Length : 1\r\n\r\na", 200, "a"),
        Arguments.of("no reason phrase", "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n", 503, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodAnswers")
  void anAnswerIsReadTo(String name, String answer, int status, String body) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      HttpAnswer read = exchange.send(post(server));

      assertThat(read.status()).isEqualTo(status);
      assertThat(new String(read.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    }
  }

  @Test
  void anAnswerThatCannotHaveABodyIsNotWaitedFor() throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
              RawServer.staySilent(socket);
            })) {
      assertThat(exchange.send(post(server)).body()).isEmpty();
    }
  }

  @Test
  void headersAreFoundInAnyCaseAndTheFirstOfTwoCounts() throws Exception {
    try (RawServer server =
        RawServer.answering(
            OK + "cOntent-tYpe: a/b\r\nX: 1\r\nx: 2\r\nContent-Length: 0\r\n\r\n")) {
      HttpAnswer answer = exchange.send(post(server));

      assertThat(answer.header("Content-Type")).isEqualTo("a/b");
      assertThat(answer.header("X")).isEqualTo("1");
      assertThat(answer.header("Y")).isNull();
    }
  }

  static Stream<Arguments> badAnswers() {
    String tooLong = "a".repeat(18_000);
    String tooMany = "A: b\r\n".repeat(257);
    return Stream.of(
        Arguments.of("", "the server closed the connection without an answer"),
        Arguments.of(
            OK + "Content-Length: 10\r\n\r\nabc",
            "the server closed the connection in the middle of the answer"),
        Arguments.of(
            OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
            "the server closed the connection in the middle of the answer"),
        Arguments.of(
            OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "the server closed the connection in the middle of the answer"),
        Arguments.of(
            OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "the answer is not HTTP/1.1: malformed chunks"),
        Arguments.of(OK + "Content-Length: many\r\n\r\n", "the answer is not HTTP/1.1"),
        Arguments.of("SSH-2.0-OpenSSH_9.2\r\n", "the answer is not HTTP/1.1"),
        Arguments.of("HTTP/2.0 200 OK\r\n\r\n", "the answer is not HTTP/1.1"),
        Arguments.of(
            OK + "X: " + tooLong + "\r\n\r\n",
            "the answer has a line of more than 17 KiB or more than 256 headers"),
        Arguments.of(
            OK + tooMany + "\r\n",
            "the answer has a line of more than 17 KiB or more than 256 headers"),
        Arguments.of(OK + "Content-Length: 65537\r\n\r\n", "the answer is larger than 64 KiB"),
        Arguments.of(
            "HTTP/1.1 101 Switching Protocols\r\n\r\n", "the server never gave a final answer"),
        Arguments.of(
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(50), "the server never gave a final answer"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badAnswers")
  void anAnswerIsRefused(String answer, String message) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      assertThatThrownBy(() -> exchange.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage(message);
    }
  }

  static Stream<Arguments> codedAnswers() throws IOException {
    byte[] abc = bytes("abc");
    byte[] gzip = gzip(abc);
    byte[] two = joined(gzip(bytes("a")), gzip(bytes("bc")));
    return Stream.of(
        Arguments.of("gzip", gzip),
        Arguments.of("X-GZIP", gzip),
        Arguments.of("identity", abc),
        Arguments.of("", abc),
        Arguments.of("identity, gzip", gzip),
        Arguments.of("gzip\r\nContent-Encoding: identity", gzip),
        Arguments.of("gzip, gzip", gzip(gzip)),
        Arguments.of("gzip\r\nContent-Encoding: gzip", gzip(gzip)),
        Arguments.of("deflate", zlib(abc)),
        Arguments.of("deflate, gzip", gzip(zlib(abc))),
        Arguments.of("gzip", two),
        Arguments.of("gzip", joined(gzip, bytes("\0\0trailing garbage"))),
        Arguments.of("gzip", abc),
        Arguments.of("deflate", abc));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("codedAnswers")
  void whatWasDoneToABodyIsUndone(String codings, byte[] body) throws Exception {
    for (String framing :
        List.of("Content-Length: " + body.length + "\r\n\r\n", "Connection: close\r\n\r\n")) {
      try (RawServer server =
          RawServer.answering(
              OK + "Content-Encoding: " + codings + "\r\n" + framing + latin1(body))) {
        HttpAnswer answer = exchange.send(post(server));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("abc");
        assertThat(answer.unknownCoding()).isNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"br", "gzip, br", "utf-8", "gzip, gzip, gzip"})
  void aBodyInAnUnknownCodingIsAsItCame(String codings) throws Exception {
    try (RawServer server =
        RawServer.answering(OK + "Content-Encoding: " + codings + "\r\n\r\nabc")) {
      HttpAnswer answer = exchange.send(post(server));

      assertThat(answer.body()).isEqualTo(bytes("abc"));
      assertThat(answer.unknownCoding()).isEqualTo(codings);
    }
  }

  static Stream<Arguments> badlyCodedAnswers() throws IOException {
    byte[] gzip = gzip(bytes("abc".repeat(100)));
    byte[] wrongSum = gzip.clone();
    wrongSum[wrongSum.length - 6] ^= 1;
    String damaged = "the answer is compressed, and damaged or cut off";
    return Stream.of(
        Arguments.of("cut off", Arrays.copyOf(gzip, gzip.length / 2), damaged),
        Arguments.of("without its end", Arrays.copyOf(gzip, gzip.length - 8), damaged),
        Arguments.of("cut off in its head", Arrays.copyOf(gzip, 5), damaged),
        Arguments.of("with a wrong checksum", wrongSum, damaged),
        Arguments.of("a bomb", gzip(new byte[50_000_000]), "the answer is larger than 64 KiB"),
        Arguments.of(
            "too large by one", gzip(new byte[65537]), "the answer is larger than 64 KiB"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badlyCodedAnswers")
  void aGoodAnswerThatIsNotWellCompressedIsRefused(String name, byte[] body, String message)
      throws Exception {
    try (RawServer server =
        RawServer.answering(OK + "Content-Encoding: gzip\r\n\r\n" + latin1(body))) {
      assertThatThrownBy(() -> exchange.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage(message)
          .hasNoCause();
    }
    try (RawServer server =
        RawServer.answering("HTTP/1.1 503 X\r\nContent-Encoding: gzip\r\n\r\n" + latin1(body))) {
      HttpAnswer answer = exchange.send(post(server));

      assertThat(answer.status()).as("of an error the beginning is enough").isEqualTo(503);
      assertThat(answer.body().length).isLessThanOrEqualTo(65536);
    }
  }

  @Test
  void aBodyOfExactly64KibIsReadCompressedToo() throws Exception {
    try (RawServer server =
        RawServer.answering(
            OK + "Content-Encoding: gzip\r\n\r\n" + latin1(gzip(new byte[65536])))) {
      assertThat(exchange.send(post(server)).body()).hasSize(65536);
    }
  }

  static Stream<Arguments> brokenErrors() throws IOException {
    String page = "<html>" + "x".repeat(70_000);
    return Stream.of(
        Arguments.of("Content-Length: 70006\r\n\r\n" + page, 65536),
        Arguments.of("Content-Length: 65537\r\n\r\n" + page.substring(0, 65537), 65536),
        Arguments.of("Content-Length: 65536\r\n\r\n" + page.substring(0, 65536), 65536),
        Arguments.of("\r\n" + page, 65536),
        Arguments.of("Transfer-Encoding: chunked\r\n\r\n11176\r\n" + page + "\r\n0\r\n\r\n", 65536),
        Arguments.of("Content-Length: 10\r\n\r\nabc", 3),
        Arguments.of("Content-Length: many\r\n\r\nabc", 0),
        Arguments.of("Transfer-Encoding: chunked\r\n\r\n3\r\nabc", 3),
        Arguments.of("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n", 3),
        Arguments.of("Content-Encoding: gzip\r\n\r\n" + latin1(gzip(bytes("abc"))), 3));
  }

  @ParameterizedTest(name = "[{index}] {1}")
  @MethodSource("brokenErrors")
  void anErrorKeepsItsStatusWhateverBecomesOfItsBody(String rest, int length) throws Exception {
    for (int status : new int[] {302, 401, 503}) {
      try (RawServer server =
          RawServer.answering("HTTP/1.1 " + status + " X\r\nRetry-After: 7\r\n" + rest)) {
        HttpAnswer answer = exchange.send(post(server));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.body()).hasSize(length);
      }
    }
  }

  static Stream<Arguments> endlessErrors() {
    return Stream.of(
        Arguments.of("\r\n", "a"),
        Arguments.of("Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"));
  }

  @ParameterizedTest
  @MethodSource("endlessErrors")
  void ofAnEndlessErrorTheBeginningIsKept(String begin, String more) throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, "HTTP/1.1 503 X\r\n" + begin);
              while (true) {
                write(socket, more.repeat(1000));
              }
            })) {
      HttpAnswer answer = exchange.send(post(server));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).hasSize(65536);
    }
  }

  @Test
  void anErrorWhoseBodyNeverComesIsStillThatError() throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, "HTTP/1.1 401 X\r\nContent-Length: 9\r\n\r\na");
              RawServer.staySilent(socket);
            })) {
      HttpAnswer answer = impatient.send(post(server));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).hasSize(1);
    }
  }

  static Stream<Arguments> bearableHeaders() {
    return Stream.of(
        Arguments.of("X: " + "a".repeat(16 * 1024) + "\r\n", 16 * 1024),
        Arguments.of(
            "Content-Security-Policy-Report-Only: " + "a".repeat(16 * 1024) + "\r\nX: a\r\n", 1),
        Arguments.of(("Y: " + "b".repeat(16 * 1024) + "\r\n").repeat(3) + "X: a\r\n", 1),
        Arguments.of("Y: b\r\n".repeat(199) + "X: a\r\n", 1),
        Arguments.of("Y: b\r\n".repeat(254) + "X: a\r\n", 1));
  }

  @ParameterizedTest(name = "[{index}] {1}")
  @MethodSource("bearableHeaders")
  void longAndManyHeadersAreBorne(String headers, int length) throws Exception {
    try (RawServer server = RawServer.answering(OK + headers + "Content-Length: 1\r\n\r\na")) {
      assertThat(exchange.send(post(server)).header("X")).hasSize(length);
    }
  }

  /** Java 8's shape of it, and that of all others. */
  @Test
  void aHandshakeWithoutAnAnswerIsAFaultOfTheConnection() throws Exception {
    HttpRequest request = HttpRequest.builder("POST", URI.create("https://localhost/")).build();
    SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
    for (IOException shape :
        List.of(
            timeout,
            new SSLException("Read timed out", timeout),
            new SSLException("x", new SSLException("Read timed out", timeout)))) {
      HttpFailure failure = exchange.inWords(shape, request);

      assertThat(failure).hasMessage("no answer within 10 s");
      assertThat(failure.isConnectionFault()).isTrue();
    }
    try (RawServer server = RawServer.holding(RawServer::staySilent)) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
      HttpExchange once = Exchanges.of(Exchanges.registration().set("read-timeout", SHORT));
      assertThatThrownBy(() -> once.send(HttpRequest.builder("POST", uri).build()))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.isConnectionFault()).isTrue())
          .hasMessage("no answer within 300 ms");
    }
  }

  @Test
  void aBodyOfExactly64KibIsRead() throws Exception {
    try (RawServer server =
        RawServer.answering(OK + "Content-Length: 65536\r\n\r\n" + "a".repeat(65536))) {
      assertThat(exchange.send(post(server)).body()).hasSize(65536);
    }
  }

  static Stream<Arguments> endlessAnswers() {
    return Stream.of(
        Arguments.of(OK + "\r\n", "a", "the answer is larger than 64 KiB"),
        Arguments.of(
            OK + "Transfer-Encoding: chunked\r\n\r\n",
            "1\r\na\r\n",
            "the answer is larger than 64 KiB"),
        Arguments.of(
            OK, "A: b\r\n", "the answer has a line of more than 17 KiB or more than 256 headers"),
        Arguments.of(
            OK, "a", "the answer has a line of more than 17 KiB or more than 256 headers"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("endlessAnswers")
  void anEndlessAnswerIsRefusedAfterALittleOfIt(String begin, String more, String message)
      throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, begin);
              while (true) {
                write(socket, more.repeat(1000));
              }
            })) {
      assertThatThrownBy(() -> exchange.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage(message);
    }
  }

  @Test
  void aRedirectIsAnAnswerLikeAnyOther() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(
          new MockResponse().setResponseCode(302).setHeader("Location", server.url("/other")));

      HttpAnswer answer =
          exchange.send(HttpRequest.builder("POST", server.url("/token").uri()).build());

      assertThat(answer.status()).isEqualTo(302);
      assertThat(server.getRequestCount()).isEqualTo(1);
      RecordedRequest request = server.takeRequest();
      assertThat(request.getPath()).isEqualTo("/token");
    }
  }

  @Test
  void aSilentServerIsGivenUpAfterTheReadTimeout() throws Exception {
    try (RawServer server = RawServer.afterRequest(RawServer::staySilent)) {
      assertThatThrownBy(() -> impatient.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage("no answer within 300 ms");
    }
  }

  @Test
  void aServerThatDripsItsHeadersIsGivenUpAfterBothTimeouts() throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, OK + "X: ");
              RawServer.drip(socket, 'a');
            })) {
      assertThatThrownBy(() -> impatient.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage("no complete answer within 600 ms");
    }
  }

  @Test
  void aServerThatDripsItsBodyIsGivenUpAfterBothTimeouts() throws Exception {
    try (RawServer server =
        RawServer.afterRequest(
            socket -> {
              write(socket, OK + "\r\n");
              RawServer.drip(socket, 'a');
            })) {
      assertThatThrownBy(() -> impatient.send(post(server)))
          .isInstanceOf(HttpFailure.class)
          .hasMessage("no complete answer within 600 ms");
    }
  }

  @Test
  void aServerThatDripsItsHandshakeIsGivenUpAfterBothTimeouts() throws Exception {
    try (RawServer server =
        RawServer.holding(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write(new byte[] {0x16, 0x03, 0x03, 0x30, 0x00});
              RawServer.drip(socket, 0);
            })) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");

      assertThatThrownBy(() -> impatient.send(HttpRequest.builder("POST", uri).build()))
          .isInstanceOf(HttpFailure.class)
          .hasMessage("no complete answer within 600 ms");
    }
  }

  @Test
  void nobodyListening() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/token?secret=1");

    assertThatThrownBy(() -> exchange.send(HttpRequest.builder("POST", uri).build()))
        .isInstanceOf(HttpFailure.class)
        .hasMessage("cannot connect to 127.0.0.1:" + port + ": Connection refused");
  }

  @Test
  void aHostWithoutAddress() {
    String host = "a".repeat(64) + ".invalid";
    URI uri = URI.create("http://" + host + ":81/");

    assertThatThrownBy(() -> exchange.send(HttpRequest.builder("POST", uri).build()))
        .isInstanceOf(HttpFailure.class)
        .hasMessage("cannot connect to " + host + ":81: unknown host");
  }

  @Test
  void everyAddressOfAHostIsTried() throws Exception {
    try (RawServer server = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");

      assertThat(exchange.send(HttpRequest.builder("POST", uri).build()).status()).isEqualTo(200);
    }
  }

  @Test
  void theApplicationsProxySelectorIsNotAsked() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            throw new AssertionError("asked for " + uri);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try (RawServer server = RawServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      assertThat(exchange.send(post(server)).status()).isEqualTo(200);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of("a b", "c", "a header name holds a forbidden character"),
        Arguments.of("", "c", "a header name holds a forbidden character"),
        Arguments.of(
            "A", "s3cret\r\nB: c", "header A holds a line break, a control or a non-ASCII"),
        Arguments.of("A", "s3cret\u00e9", "header A holds a line break, a control or a non-ASCII"),
        Arguments.of("Content-length", "3", "header Content-length cannot be set"),
        Arguments.of("Transfer-Encoding", "chunked", "header Transfer-Encoding cannot be set"),
        Arguments.of("Host", "x", "header Host cannot be set"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("badHeaders")
  void aHeaderThatWouldBreakTheMessageIsRefused(String name, String value, String message) {
    HttpRequest.Builder request = HttpRequest.builder("POST", URI.create("http://localhost/"));

    assertThatThrownBy(() -> request.header(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void neitherRequestNorAnswerPrintsWhatItHolds() throws Exception {
    try (RawServer server = RawServer.answering(OK + "X: s3cret\r\n\r\ns3cret")) {
      HttpRequest request =
          HttpRequest.builder("POST", uri(server, "/s3cret?k=s3cret"))
              .header("A", "s3cret")
              .body("s3cret".getBytes(StandardCharsets.US_ASCII), "text/plain")
              .build();

      assertThat(request + " " + exchange.send(request)).doesNotContain("s3cret");
    }
  }

  private static HttpRequest post(RawServer server) {
    return HttpRequest.builder("POST", uri(server, "/token")).build();
  }

  private static URI uri(RawServer server, String target) {
    return URI.create("http://127.0.0.1:" + server.port() + target);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
