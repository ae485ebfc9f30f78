package io.oauthcc.it.server;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * django-oauth-toolkit with JSON token requests, as Podero has it: tokens at {@code /oauth2/token/}
 * and an API for them at {@code /api/partners/v2.0/org/<org>/users}.
 */
public final class DjangoOAuthToolkit implements AutoCloseable {
  private final Credentials client;
  private final ServerProcess process;

  private DjangoOAuthToolkit(Credentials client, ServerProcess process) {
    this.client = client;
    this.process = process;
  }

  static DjangoOAuthToolkit start() {
    Credentials client = Credentials.of("your_client_id");
    Path folder = ServerProcess.folder("django");
    return new DjangoOAuthToolkit(
        client,
        ServerProcess.start(
            "django-oauth-toolkit",
            folder,
            // Debian's own Python, which has Debian's packages.
            ServerProcess.command(
                    "/usr/bin/python3",
                    ServerProcess.resource("django-oauth-toolkit.py").toString(),
                    folder.toString())
                .environment("CLIENT_ID", client.id())
                .environment("CLIENT_SECRET", client.secret()),
            Pattern.compile("^Listening on port (\\d+)$")));
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
