package io.oauthcc.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the loopback interface: opens tunnels, hands http requests on, and keeps the head of
 * each request. Connections are kept alive unless it is told otherwise. It understands SOCKS 5 as
 * well, and keeps such a request as the {@code CONNECT} that it amounts to.
 */
public final class HttpProxy implements AutoCloseable {
  private static final byte SOCKS_5 = 5;

  private final SocketServer sockets;
  private final List<ProxyRequest> requests = new CopyOnWriteArrayList<>();
  private volatile ToIntFunction<ProxyRequest> ways = ProxyRequest::port;
  private volatile @Nullable String credentials;
  private volatile boolean closing;

  /** Starts listening. */
  public HttpProxy() {
    sockets = new SocketServer("proxy", this::serve);
  }

  /** Has it find the loopback port of the server that is meant this way, whatever its name. */
  public HttpProxy ways(ToIntFunction<ProxyRequest> portOf) {
    ways = portOf;
    return this;
  }

  /** Has it let nobody through but the user {@code own} with this password. */
  public HttpProxy asking(String password) {
    credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("own:" + password).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Has it close the connection after each of its own answers and each it hands on. */
  public HttpProxy closing() {
    closing = true;
    return this;
  }

  /** Its port. */
  public int port() {
    return sockets.port();
  }

  /** What it was asked so far. */
  public List<ProxyRequest> requests() {
    return List.copyOf(requests);
  }

  /** The same since the last call of this method. */
  public List<ProxyRequest> take() {
    List<ProxyRequest> taken = requests();
    requests.clear();
    return taken;
  }

  private void serve(Socket client) throws IOException {
    try (client;
        PushbackInputStream in = new PushbackInputStream(client.getInputStream())) {
      OutputStream out = client.getOutputStream();
      int first = in.read();
      if (first == SOCKS_5) {
        tunnel(client, connectOverSocks(in, out));
        return;
      }
      if (first >= 0) {
        in.unread(first);
      }
      for (String head = readHead(in); !head.isEmpty(); head = readHead(in)) {
        ProxyRequest request = new ProxyRequest(head);
        byte[] body = in.readNBytes(contentLength(head));
        requests.add(request);
        if (!isAdmitted(request)) {
          out.write(refusal().getBytes(StandardCharsets.US_ASCII));
        } else if (request.isForTunnel()) {
          Socket server = connect(request);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          tunnel(client, server);
          return;
        } else {
          out.write(exchange(request, body));
        }
        out.flush();
        if (closing) {
          return;
        }
      }
    }
  }

  private boolean isAdmitted(ProxyRequest request) {
    String wanted = credentials;
    return wanted == null
        || request.header("Proxy-Authorization").filter(wanted::equals).isPresent();
  }

  private String refusal() {
    return "HTTP/1.1 407 Proxy Authentication Required\r\n"
        + "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"
        + (closing ? "Connection: close\r\n" : "")
        + "Content-Length: 4\r\n\r\nwho?";
  }

  private Socket connect(ProxyRequest request) throws IOException {
    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), ways.applyAsInt(request));
    upstream.setTcpNoDelay(true);
    return sockets.keep(upstream);
  }

  private void tunnel(Socket client, Socket upstream) throws IOException {
    sockets.start(() -> copy(client, upstream));
    copy(upstream, client);
  }

  /** RFC 1928, behind the version: no authentication, {@code CONNECT}. */
  private Socket connectOverSocks(InputStream in, OutputStream out) throws IOException {
    in.readNBytes(in.read());
    out.write(new byte[] {SOCKS_5, 0});
    out.flush();
    in.readNBytes(3);
    int kind = in.read();
    in.readNBytes(kind == 1 ? 4 : kind == 4 ? 16 : in.read());
    int port = (in.read() << 8) + in.read();
    ProxyRequest request = new ProxyRequest("CONNECT localhost:" + port + " HTTP/1.1\r\n\r\n");
    requests.add(request);
    Socket server = connect(request);
    out.write(new byte[] {SOCKS_5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    out.flush();
    return server;
  }

  /** The server's answer; each request goes over a connection of its own. */
  private byte[] exchange(ProxyRequest request, byte[] body) throws IOException {
    try (Socket server = connect(request)) {
      OutputStream out = server.getOutputStream();
      out.write(request.forServer().getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      InputStream in = server.getInputStream();
      String head = readHead(in);
      byte[] content = in.readNBytes(request.method().equals("HEAD") ? 0 : contentLength(head));
      String passedOn =
          closing ? head.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n") : head;
      byte[] start = passedOn.getBytes(StandardCharsets.ISO_8859_1);
      byte[] answer = new byte[start.length + content.length];
      System.arraycopy(start, 0, answer, 0, start.length);
      System.arraycopy(content, 0, answer, start.length, content.length);
      return answer;
    }
  }

  private static int contentLength(String head) {
    Matcher length =
        Pattern.compile("\r\ncontent-length: *(\\d+)").matcher(head.toLowerCase(Locale.ROOT));
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
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

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    sockets.close();
  }
}
