package io.oauthcc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loopback port, the sockets that a server has through it, and a daemon thread for each piece of
 * its work. Closing it closes them all.
 */
final class SocketServer implements AutoCloseable {

  /** Some of a server's work. What goes wrong is for the test to see on the other side. */
  interface Task {
    void run() throws IOException;
  }

  /** What is done with a client. */
  interface Service {
    void serve(Socket client) throws IOException;
  }

  private final String name;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * Starts listening.
   *
   * @param name of its threads
   */
  SocketServer(String name, Service service) {
    this.name = name;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(() -> accept(service));
  }

  private void accept(Service service) throws IOException {
    while (true) {
      Socket client = keep(listener.accept());
      client.setTcpNoDelay(true);
      start(() -> service.serve(client));
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Has a socket closed with the server; gives it back. */
  Socket keep(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // A side has gone, and the test sees what its client makes of it.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
