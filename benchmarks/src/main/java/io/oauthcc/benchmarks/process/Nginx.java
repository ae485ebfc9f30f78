package io.oauthcc.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A hop that adds the header, as people put beside a program that they cannot change. */
public final class Nginx implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid %1$s/pid;
      error_log %1$s/error.log;
      events { worker_connections 1024; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        keepalive_requests 1000000000;
        upstream api { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 1000000000; }
        server {
          listen 127.0.0.1:%3$d;
          location / {
            proxy_pass http://api;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Authorization "Bearer %4$s";
          }
        }
      }
      """;

  private final Process process;
  private final int port;

  /**
   * Starts it.
   *
   * @param command {@code nginx}
   * @param apiPort where it passes requests on to
   * @param folder for its files
   */
  public Nginx(String command, int apiPort, Path folder) throws IOException, InterruptedException {
    port = freePort();
    Path file =
        Files.writeString(
            folder.resolve("nginx.conf"),
            CONFIGURATION.formatted(folder, apiPort, port, ServerProcess.TOKEN));
    process =
        new ProcessBuilder(command, "-p", folder.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    while (!isListening()) {
      if (!process.isAlive()) {
        throw new IOException("nginx: " + Files.readString(folder.resolve("nginx.out")));
      }
      Thread.sleep(10);
    }
  }

  /** {@code http://localhost:…}, without a path. */
  public String origin() {
    return "http://localhost:" + port;
  }

  /** See {@link OneCpu}. */
  public void takeOneCpu() throws IOException, InterruptedException {
    OneCpu.take(process.pid());
  }

  /** The time on a CPU so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private boolean isListening() {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return open.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
