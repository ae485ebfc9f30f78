package io.oauthcc.it.server;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Doorkeeper on Rails: tokens at {@code /oauth/token}, and an API for them at {@code /v1/things}.
 */
public final class Doorkeeper implements AutoCloseable {
  private final Credentials client;
  private final ServerProcess process;

  private Doorkeeper(Credentials client, ServerProcess process) {
    this.client = client;
    this.process = process;
  }

  static Doorkeeper start() {
    Credentials client = Credentials.of("your_client_id");
    Path folder = ServerProcess.folder("doorkeeper");
    return new Doorkeeper(
        client,
        ServerProcess.start(
            "doorkeeper",
            folder,
            ServerProcess.command(
                    "/usr/bin/puma",
                    "-b",
                    "tcp://127.0.0.1:0",
                    "-t",
                    "4:8",
                    ServerProcess.resource("doorkeeper.ru").toString())
                .environment("CLIENT_ID", client.id())
                .environment("CLIENT_SECRET", client.secret()),
            Pattern.compile("Listening on http://127\\.0\\.0\\.1:(\\d+)$")));
  }

  /** Its client. */
  public Credentials client() {
    return client;
  }

  /** Where it speaks http on the loopback interface. */
  public int port() {
    return process.port();
  }

  @Override
  public void close() {
    process.close();
  }
}
