package io.oauthcc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import kotlin.Pair;
import okhttp3.HttpUrl;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An API on a loopback port. It refuses with 401 what its guard does not admit, with 403 where the
 * path has {@code /forbidden} in it, with a cookie where it has {@code /cookie}, and asks for a
 * password where it has {@code /basic}. Then it does what the path says:
 *
 * <ul>
 *   <li>{@code /refuse} refuses, whoever comes; {@code /basic-only} whoever has no password,
 *   <li>{@code /redirect?status=S&to=URL} redirects,
 *   <li>{@code /steps-N} redirects N times, {@code /to-and-fro/P} to the same on port P and back,
 *       without end,
 *   <li>{@code /hang-up} closes the connection without an answer the first time a URL comes, {@code
 *       /go-away} after the answer,
 *   <li>{@code /authorization} answers the {@code Authorization} value it got,
 *   <li>{@code /websocket} upgrades, and answers a text message with {@code <name> echoes <text>},
 *   <li>anything else answers 200 and says what was asked.
 * </ul>
 */
public final class ApiServer implements AutoCloseable {
  private static final int DIGESTED_FROM = 10_000;

  private final String name;
  private final MockWebServer server = new MockWebServer();
  private final PromptSockets sockets = new PromptSockets();
  private final boolean tls;
  private final Set<String> hungUp = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Function<Hop, MockResponse> answers;

  /**
   * @param name what its hops are called
   * @param tls whether it speaks https, HTTP/2 included, instead of http
   * @param admitted says of a request whether its {@code Authorization} is good
   * @param hops where it records what it sees, refused requests included
   */
  public ApiServer(String name, boolean tls, Predicate<Hop> admitted, Hops hops) {
    QuietLogs.ofMockWebServer();
    this.name = name;
    this.tls = tls;
    server.setServerSocketFactory(sockets);
    if (tls) {
      server.useHttps(Tls.ofThisRun().serverSockets(), false);
    }
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            Hop hop = hop(request);
            hops.add(hop);
            MockResponse answer = isRefused(hop, admitted) ? refusal(hop) : answer(request, hop);
            // The server would send it, and the client take it for the next answer.
            return hop.method().equals("HEAD") ? answer.setBody("") : answer;
          }
        });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it answer this to what it admits, instead of what the path says. */
  public ApiServer answers(Function<Hop, MockResponse> instead) {
    answers = instead;
    return this;
  }

  /** The port on the loopback interface. */
  public int port() {
    return server.getPort();
  }

  /** How many connections it has had. */
  public int connections() {
    return sockets.accepted();
  }

  /** {@code scheme://localhost:port} and this path. */
  public String url(String path) {
    return url("localhost", path);
  }

  /** {@code scheme://host:port} and this path. */
  public String url(String host, String path) {
    return (tls ? "https://" : "http://") + host + ":" + port() + path;
  }

  /** The URL here that redirects there. */
  public String redirect(int status, String to) {
    return url(
        "/redirect?status=" + status + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  private static boolean isRefused(Hop hop, Predicate<Hop> admitted) {
    if (hop.path().endsWith("/basic-only")) {
      return hop.authorization().stream().noneMatch(value -> value.startsWith("Basic "));
    }
    return hop.path().endsWith("/refuse") || !admitted.test(hop);
  }

  private MockResponse refusal(Hop hop) {
    MockResponse refusal =
        new MockResponse()
            .setResponseCode(hop.path().contains("/forbidden") ? 403 : 401)
            .setHeader(
                "WWW-Authenticate",
                hop.path().contains("/basic")
                    ? "Basic realm=\"api\""
                    : "Bearer error=\"invalid_token\"")
            .setBody(name + " refuses");
    return hop.path().contains("/cookie")
        ? refusal.setHeader("Set-Cookie", "refused=yes; Path=" + hop.path())
        : refusal;
  }

  private Hop hop(RecordedRequest request) {
    List<Hop.Header> headers = new ArrayList<>();
    for (Pair<? extends String, ? extends String> header : request.getHeaders()) {
      headers.add(new Hop.Header(header.getFirst(), header.getSecond()));
    }
    return new Hop(
        name,
        String.valueOf(request.getMethod()),
        String.valueOf(request.getPath()),
        headers,
        text(request.getBody().clone()),
        request.getSequenceNumber());
  }

  /** Larger bodies, which may be anything, by their digest. */
  private static String text(Buffer body) {
    return body.size() < DIGESTED_FROM
        ? body.readUtf8()
        : body.size() + " bytes, SHA-256 " + body.sha256().hex();
  }

  private MockResponse answer(RecordedRequest request, Hop hop) {
    Function<Hop, MockResponse> instead = answers;
    if (instead != null) {
      return instead.apply(hop);
    }
    HttpUrl url = request.getRequestUrl();
    String path = url == null ? "" : url.encodedPath();
    if (path.endsWith("/redirect") && url != null) {
      return new MockResponse()
          .setResponseCode(Integer.parseInt(String.valueOf(url.queryParameter("status"))))
          .setHeader("Location", String.valueOf(url.queryParameter("to")))
          .setBody("moved");
    }
    if (path.matches(".*/to-and-fro/\\d+")) {
      int there = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      return new MockResponse()
          .setResponseCode(302)
          .setHeader(
              "Location",
              (tls ? "https" : "http") + "://localhost:" + there + "/to-and-fro/" + port());
    }
    if (path.endsWith("/hang-up") && hungUp.add(hop.path())) {
      return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    }
    if (path.endsWith("/go-away")) {
      return new MockResponse().setBody("bye").setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
    }
    if (path.matches(".*/steps-[1-9]")) {
      int left = Character.digit(path.charAt(path.length() - 1), 10) - 1;
      return new MockResponse()
          .setResponseCode(302)
          .setHeader("Location", path.substring(0, path.length() - 1) + left);
    }
    if (path.endsWith("/authorization")) {
      return new MockResponse().setBody(String.join("\n", hop.authorization()));
    }
    if (path.endsWith("/websocket")) {
      return new MockResponse().withWebSocketUpgrade(new Echo());
    }
    return new MockResponse()
        .setBody(name + " got " + hop.method() + " " + hop.path() + " " + hop.body());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // A client keeps a connection; the port is free all the same when this JVM ends.
    }
  }

  private final class Echo extends WebSocketListener {
    @Override
    public void onMessage(WebSocket socket, String text) {
      socket.send(name + " echoes " + text);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, reason);
    }
  }
}
