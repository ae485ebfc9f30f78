package io.oauthcc.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers each GET with the same few bytes, on one thread, and counts the requests below {@code
 * /api} that carry the token and those that do not. {@code /gather/N} is answered when N requests
 * for it are there: a client that asks so has N connections afterwards.
 */
final class ApiServer implements Runnable {

  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] API = "GET /api".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GATHER = "GET /gather/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Keep-Alive: timeout=300\r
      Content-Length: 13\r
      \r
      {"ok": true}
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final AtomicLong authorized = new AtomicLong();
  private final AtomicLong bare = new AtomicLong();
  private final List<SocketChannel> gathered = new ArrayList<>();
  private final byte[] header;
  private final Selector selector;
  private final ServerSocketChannel listener;

  /** Listens on a free port of the loopback address; {@link #run} answers. */
  ApiServer(String token) throws IOException {
    header = ("uthorization: Bearer " + token + "\r\n").getBytes(StandardCharsets.US_ASCII);
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16384);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** How many requests for the API had the token so far. */
  long authorized() {
    return authorized.get();
  }

  /** How many had not. */
  long bare() {
    return bare.get();
  }

  @Override
  public void run() {
    try {
      while (true) {
        selector.select(this::ready);
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
      }
    } catch (IOException clientIsGone) {
      close(key);
    }
  }

  private void accept() throws IOException {
    for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(4096));
    }
  }

  private void read(SocketChannel client, ByteBuffer request) throws IOException {
    if (client.read(request) < 0) {
      client.close();
      return;
    }
    int length = request.position();
    if (length < END.length || !isAt(request, length - END.length, END)) {
      return;
    }
    if (isAt(request, 0, GATHER)) {
      gather(client, request);
    } else {
      if (isAt(request, 0, API)) {
        (holds(request, header) ? authorized : bare).incrementAndGet();
      }
      answer(client);
    }
    request.clear();
  }

  private void gather(SocketChannel client, ByteBuffer request) throws IOException {
    int number = 0;
    for (int at = GATHER.length; request.get(at) != ' '; at++) {
      number = number * 10 + request.get(at) - '0';
    }
    gathered.add(client);
    if (gathered.size() >= number) {
      for (SocketChannel each : gathered) {
        answer(each);
      }
      gathered.clear();
    }
  }

  private static void answer(SocketChannel client) throws IOException {
    ByteBuffer answer = ByteBuffer.wrap(ANSWER);
    client.write(answer);
    if (answer.hasRemaining()) {
      throw new IOException("the client does not read");
    }
  }

  private static boolean holds(ByteBuffer request, byte[] wanted) {
    int last = request.position() - wanted.length;
    for (int at = 0; at <= last; at++) {
      if (isAt(request, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(ByteBuffer request, int at, byte[] wanted) {
    if (at + wanted.length > request.position()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (request.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException alreadyClosed) {
      key.cancel();
    }
  }
}
