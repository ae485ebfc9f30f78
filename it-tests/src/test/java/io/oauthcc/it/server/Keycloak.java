package io.oauthcc.it.server;

import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keycloak on https, with the realms of {@code src/test/resources/servers}. Asks for a client
 * certificate and trusts those of {@link Tls#issue}.
 */
public final class Keycloak implements AutoCloseable {
  private final ServerProcess process;
  private final KeycloakClients clients;

  private Keycloak(ServerProcess process, KeycloakClients clients) {
    this.process = process;
    this.clients = clients;
  }

  /** Where it is installed, prepared to serve from a path. */
  static Path distribution(String path) {
    return Path.of(System.getProperty("oauthcc.it.servers", "servers"))
        .resolve("keycloak" + path.replace('/', '-'))
        .toAbsolutePath();
  }

  static Keycloak start(String path) {
    KeycloakClients clients = new KeycloakClients();
    Path home = home(distribution(path));
    clients.writeRealms(
        path.isEmpty() ? List.of("customer-name", "example") : List.of("tru-staff"),
        home.resolve("data/import"));
    write(home.resolve("tls.crt"), Tls.ofThisRun().loopback().certificatePem());
    write(home.resolve("tls.key"), Tls.ofThisRun().loopback().privateKeyPkcs8Pem());
    ForkedJvm.Builder command =
        ServerProcess.command(
                "/bin/bash",
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--hostname-strict=false",
                "--http-enabled=false",
                "--http-host=127.0.0.1",
                "--https-port=0",
                "--https-certificate-file=" + home.resolve("tls.crt"),
                "--https-certificate-key-file=" + home.resolve("tls.key"),
                "--https-trust-store-file=" + Tls.ofThisRun().trustStore(),
                "--https-trust-store-password=changeit",
                "--https-trust-store-type=jks")
            .environment("JAVA_HOME", Jdks.ofBuild().home().toString())
            .environment("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx256m")
            .environment("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    return new Keycloak(
        ServerProcess.start(
            "keycloak" + path.replace('/', '-'),
            home,
            command,
            Pattern.compile("Listening on: https://127\\.0\\.0\\.1:(\\d+)")),
        clients);
  }

  /** Where it speaks https on the loopback interface. */
  public int port() {
    return process.port();
  }

  /** What its clients prove who they are with. */
  public KeycloakClients clients() {
    return clients;
  }

  /** A home of this run: what is installed, but data of its own. */
  private static Path home(Path installed) {
    Path home = ServerProcess.folder("keycloak");
    try {
      // kc.sh finds its home by where it is itself, so that is no link.
      Files.createDirectories(home.resolve("data/import"));
      Files.copy(
          installed.resolve("bin/kc.sh"),
          Files.createDirectories(home.resolve("bin")).resolve("kc.sh"));
      for (String folder : List.of("lib", "conf", "providers", "themes")) {
        Files.createSymbolicLink(home.resolve(folder), installed.resolve(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
