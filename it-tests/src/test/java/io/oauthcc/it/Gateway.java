package io.oauthcc.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The public address of one or more servers, as a provider has it: ends TLS on a loopback port,
 * hands each HTTP/1.1 request on, byte for byte, to the server that has its path, and keeps what it
 * saw.
 */
public final class Gateway implements AutoCloseable {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:access|refresh)_token\"\\s*:\\s*\"([^\"]+)\"");

  /** A server behind it. */
  private record Route(String server, String prefix, int port, boolean tls) {}

  private final SocketServer sockets;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final List<ByteArrayOutputStream> answers = new CopyOnWriteArrayList<>();
  private final Hops hops = new Hops();

  /** Starts listening. */
  public Gateway() {
    sockets = new SocketServer("gateway", this::serve);
  }

  /**
   * Puts a server behind it.
   *
   * @param server what the hops to it are called
   * @param prefix what its paths start with; the longest that fits counts
   * @param tls whether the server wants TLS
   */
  public Gateway route(String server, String prefix, int port, boolean tls) {
    routes.add(new Route(server, prefix, port, tls));
    return this;
  }

  /** Its port. */
  public int port() {
    return sockets.port();
  }

  /** {@code https://localhost:port} and this path. */
  public String url(String path) {
    return "https://localhost:" + port() + path;
  }

  /** What went through since the last call of this method. */
  public List<Hop> take() {
    return hops.take();
  }

  /** Every access and refresh token in an answer so far, in order of arrival. */
  public List<String> tokens() {
    return answers.stream()
        .flatMap(answer -> TOKEN.matcher(answer.toString(StandardCharsets.ISO_8859_1)).results())
        .map(token -> token.group(1))
        .toList();
  }

  private void serve(Socket plain) throws IOException {
    SSLSocket client =
        (SSLSocket)
            Tls.ofThisRun()
                .serverSockets()
                .createSocket(plain, "localhost", plain.getPort(), /* autoClose= */ true);
    client.setUseClientMode(false);
    client.setTcpNoDelay(true);
    Route current = null;
    Socket server = null;
    try (client;
        InputStream in = client.getInputStream()) {
      for (String head = readHead(in); !head.isEmpty(); head = readHead(in)) {
        byte[] body = in.readNBytes(contentLength(head));
        Hop hop = hop(head, body);
        Route route = route(hop.path());
        hops.add(new Hop(route.server(), hop.method(), hop.path(), hop.headers(), hop.body()));
        if (server == null || server.isClosed() || !route.equals(current)) {
          close(server);
          server = connect(route);
          current = route;
          pump(server, client);
        }
        OutputStream out = server.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
      }
    } finally {
      close(server);
    }
  }

  private Route route(String path) throws IOException {
    return routes.stream()
        .filter(route -> path.startsWith(route.prefix()))
        .max(Comparator.comparingInt(route -> route.prefix().length()))
        .orElseThrow(() -> new IOException("no server for " + path));
  }

  private Socket connect(Route route) throws IOException {
    Socket socket =
        route.tls()
            ? Tls.ofThisRun().clientContext().getSocketFactory().createSocket()
            : new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), route.port()), 10_000);
    return sockets.keep(socket);
  }

  private void pump(Socket server, Socket client) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    answers.add(seen);
    sockets.start(
        () -> {
          try (server;
              InputStream in = server.getInputStream()) {
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              seen.write(buffer, 0, n);
              out.write(buffer, 0, n);
              out.flush();
            }
          }
          client.close();
        });
  }

  private static void close(@Nullable Socket socket) throws IOException {
    if (socket != null) {
      socket.close();
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int contentLength(String head) {
    Matcher length = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)").matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static Hop hop(String head, byte[] body) {
    String[] lines = head.strip().split("\r\n", -1);
    String[] request = lines[0].split(" ", 3);
    List<Hop.Header> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.add(
          new Hop.Header(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
    }
    return new Hop(
        "gateway", request[0], request[1], headers, new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    sockets.close();
  }
}
