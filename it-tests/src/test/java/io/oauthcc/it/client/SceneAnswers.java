package io.oauthcc.it.client;

import io.oauthcc.it.Hop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.PushPromise;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/** What the servers of a {@link Scenery} answer, by path. */
final class SceneAnswers implements Function<Hop, MockResponse> {
  private final String api;
  private final String foreign;

  SceneAnswers(String api, String foreign) {
    this.api = api;
    this.foreign = foreign;
  }

  @Override
  public MockResponse apply(Hop hop) {
    String path = hop.path().replaceFirst("\\?.*", "");
    if (path.startsWith("/status-")) {
      return new MockResponse()
          .setResponseCode(Integer.parseInt(path.substring("/status-".length())))
          .setBody("as asked");
    }
    return switch (path) {
      case "/redirect-here" -> redirect("/echo");
      case "/redirect-to-foreign" -> redirect(foreign + "/echo");
      case "/redirect-there-and-back" -> redirect(foreign + "/redirect-to-api");
      case "/redirect-to-api" -> redirect(api + "/echo");
      case "/loop" -> redirect("/loop");
      case "/text" -> text().addHeader("X-Many: 1").addHeader("x-many: 2");
      case "/large" -> new MockResponse().setBody("0123456789".repeat(10_000));
      case "/cookie" -> text().addHeader("Set-Cookie: kept=1; Path=/");
      case "/gzip" -> gzip(hop);
      case "/cached" -> text().setHeader("Cache-Control", "max-age=600");
      case "/vary" ->
          text().setHeader("Cache-Control", "max-age=600").setHeader("Vary", "Authorization");
      case "/checked" -> checked(hop);
      case "/pushing" -> pushing();
      case "/cut" ->
          new MockResponse()
              .setBody("0123456789".repeat(10_000))
              .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
      case "/hang-up" -> new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
      case "/malformed" -> new MockResponse().setStatus("NONSENSE");
      case "/silent" -> new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
      case "/half" -> text().setHeader("Content-Length", "20");
      case "/no-length" ->
          text().removeHeader("Content-Length").setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
      case "/websocket" -> new MockResponse().withWebSocketUpgrade(new Echo());
      default ->
          new MockResponse()
              .setBody(hop.server() + " got " + hop.method() + " " + hop.path() + " " + hop.body());
    };
  }

  private static MockResponse text() {
    return new MockResponse().setHeader("Content-Type", "text/plain").setBody("0123456789");
  }

  private static MockResponse redirect(String to) {
    return new MockResponse().setResponseCode(302).setHeader("Location", to).setBody("moved");
  }

  private static MockResponse checked(Hop hop) {
    MockResponse answer = text().setHeader("ETag", "\"v1\"").setHeader("Cache-Control", "no-cache");
    return hop.header("if-none-match").isEmpty() ? answer : answer.setResponseCode(304).setBody("");
  }

  private static MockResponse gzip(Hop hop) {
    if (hop.header("accept-encoding").stream().noneMatch(value -> value.contains("gzip"))) {
      return new MockResponse().setBody("some text");
    }
    Buffer bytes = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(bytes))) {
      sink.writeUtf8("some text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MockResponse().setHeader("Content-Encoding", "gzip").setBody(bytes);
  }

  private static MockResponse pushing() {
    return text()
        .withPush(
            new PushPromise(
                "GET",
                "/pushed",
                Headers.of(":scheme", "https", "x-pushed", "1"),
                new MockResponse().setBody("pushed")));
  }
}
