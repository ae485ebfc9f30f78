package io.oauthcc.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A loopback server that says exactly what a test wants and records exactly what it was sent. */
public final class RawServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket server;
  private final Conversation conversation;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What the server does with a connection; it is closed afterwards. */
  public interface Conversation {
    void hold(Socket socket) throws Exception;
  }

  private RawServer(ServerSocketFactory factory, Conversation conversation) throws IOException {
    this.server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.conversation = conversation;
    Thread acceptor = new Thread(this::accept, "raw-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Reads the request first, then gives this answer. */
  public static RawServer answering(String answer) throws IOException {
    return afterRequest(
        socket -> {
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        });
  }

  /** Reads the request first, then does what it is told. */
  public static RawServer afterRequest(Conversation conversation) throws IOException {
    return afterRequest(ServerSocketFactory.getDefault(), conversation);
  }

  /** The same with sockets of another kind. */
  public static RawServer afterRequest(ServerSocketFactory factory, Conversation conversation)
      throws IOException {
    RawServer[] self = new RawServer[1];
    synchronized (self) {
      self[0] =
          new RawServer(
              factory,
              socket -> {
                synchronized (self) {
                  self[0].requests.add(readRequest(socket.getInputStream()));
                }
                conversation.hold(socket);
              });
      return self[0];
    }
  }

  /** Does what it is told from the first byte on. */
  public static RawServer holding(Conversation conversation) throws IOException {
    return new RawServer(ServerSocketFactory.getDefault(), conversation);
  }

  /** A proxy that connects whoever asks to this port on loopback, whatever name it is asked for. */
  public static RawServer tunnelTo(int port) throws IOException {
    return afterRequest(
        client -> {
          try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 Connected\r\nX: y\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread back =
                new Thread(
                    () -> {
                      try {
                        upstream.getInputStream().transferTo(out);
                        client.close();
                      } catch (IOException e) {
                        // One side has gone, which ends the tunnel.
                      }
                    });
            back.setDaemon(true);
            back.start();
            client.getInputStream().transferTo(upstream.getOutputStream());
          }
        });
  }

  /** For conversations: one byte now and then until the peer is gone. */
  public static void drip(Socket socket, int value) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    while (true) {
      out.write(value);
      out.flush();
      Thread.sleep(20);
    }
  }

  /** For conversations: says nothing until the peer is gone. */
  public static void staySilent(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Each as it came: head and body, bytes as Latin-1 characters. */
  public List<String> requests() {
    return requests;
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "raw-server-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      conversation.hold(socket);
    } catch (Exception e) {
      // The client hung up, as many of these tests want it to.
    }
  }

  private static String readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("end of the request's head");
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
