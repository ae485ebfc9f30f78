package io.oauthcc.it.client;

import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Answers heads that wait for it with {@code 100 Continue}, and then with what it was sent; one
 * request for each connection.
 */
final class PatientServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Predicate<Hop> admitted;
  private final Hops hops;

  PatientServer(Predicate<Hop> admitted, Hops hops) throws IOException {
    this.admitted = admitted;
    this.hops = hops;
    Thread thread = new Thread(this::serve, "patient server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
          OutputStream out = socket.getOutputStream()) {
        String[] request = in.readLine().split(" ", 3);
        List<Hop.Header> headers = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          String[] header = line.split(": ", 2);
          headers.add(new Hop.Header(header[0], header[1]));
        }
        Hop head = new Hop("patient", request[0], request[1], headers, "");
        if (!admitted.test(head)) {
          hops.add(head);
          write(out, "401 Unauthorized", "refused");
          continue;
        }
        if (!head.header("expect").isEmpty()) {
          out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        String body = body(head, in);
        hops.add(new Hop("patient", request[0], request[1], headers, body));
        write(out, "200 OK", "got " + body);
      } catch (IOException e) {
        // A client that goes away, or the end of the test.
      }
    }
  }

  private static String body(Hop head, BufferedReader in) throws IOException {
    StringBuilder body = new StringBuilder();
    if (head.header("content-length").isEmpty()) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        body.append(read(in, size));
        in.readLine();
      }
      in.readLine();
      return body.toString();
    }
    return read(in, Integer.parseInt(head.header("content-length").get(0)));
  }

  private static int chunk(BufferedReader in) throws IOException {
    return Integer.parseInt(in.readLine(), 16);
  }

  private static String read(BufferedReader in, int length) throws IOException {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) in.read();
    }
    return new String(text);
  }

  private static void write(OutputStream out, String status, String body) throws IOException {
    String answer =
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, body.length(), body);
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
