package io.oauthcc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The agent's jar, and a configuration file for it with the secrets in files beside. */
public final class AgentFile {
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param folder where the files go
   */
  public AgentFile(Path folder) {
    this.folder = folder;
  }

  /** The jar that was built. */
  public static Path jar() {
    Path jar = Path.of(System.getProperty("oauthcc.jar", "../agent/target/oauthcc.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("there is no agent at " + jar.toAbsolutePath());
    }
    return jar.toAbsolutePath().normalize();
  }

  /** Sets a key, as it stands in the file. */
  public AgentFile set(String key, String value) {
    lines.add(key + "=" + value.replace("\\", "\\\\"));
    return this;
  }

  /** Adds a registration of its own for each client, named as the client is. */
  public AgentFile registration(OAuthClient client, String... hosts) {
    return registrationWithSecret(client, client.secret(), hosts);
  }

  /** As {@link #registration(OAuthClient, String...)}, with a secret that may be wrong. */
  public AgentFile registrationWithSecret(OAuthClient client, String secret, String... hosts) {
    String prefix = "oauthcc.registration." + client.id() + ".";
    Path secretFile = folder.resolve(client.id() + ".secret");
    write(secretFile, secret + "\n");
    return set(prefix + "hosts", String.join(",", hosts))
        .set(prefix + "token-uri", client.tokenUri())
        .set(prefix + "client-id", client.id())
        .set(prefix + "client-secret-file", secretFile.toString());
  }

  /** Writes the file. */
  public Path write() {
    Path file = folder.resolve("oauthcc.properties");
    write(file, String.join("\n", lines) + "\n");
    return file;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
