package io.oauthcc.it.server;

import io.oauthcc.it.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server's process, which ends with the test run even if that is killed. What it printed is in
 * {@code target/servers/} afterwards.
 */
final class ServerProcess implements AutoCloseable {
  private static final Path LOGS = Path.of("target/servers").toAbsolutePath();

  private final String name;
  private final Path folder;
  private final ForkedJvm process;
  private final int port;

  private ServerProcess(String name, Path folder, ForkedJvm process, Pattern listening) {
    this.name = name;
    this.folder = folder;
    this.process = process;
    Matcher line = listening.matcher("");
    while (!line.find()) {
      line.reset(process.nextLine());
    }
    port = Integer.parseInt(line.group(1));
  }

  /** A command line to be completed and {@link #start}ed. */
  static ForkedJvm.Builder command(String... command) {
    return ForkedJvm.program(Path.of("/bin/bash"))
        .with(resource("until-input-ends").toString())
        .with(command);
  }

  /**
   * Starts it in this folder, which goes with it, and waits until it listens.
   *
   * @param listening what the line looks like that tells the port, which is its first group
   */
  static ServerProcess start(
      String name, Path folder, ForkedJvm.Builder command, Pattern listening) {
    ForkedJvm process = command.in(folder).start();
    try {
      return new ServerProcess(name, folder, process, listening);
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /** A new folder for the files of one run. */
  static Path folder(String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(LOGS), name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of {@code src/test/resources/servers}. */
  static Path resource(String file) {
    URL url = Objects.requireNonNull(ServerProcess.class.getResource("/servers/" + file), file);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its port on the loopback interface. */
  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      process.end(Duration.ofSeconds(20));
    } finally {
      keepLog();
    }
  }

  private void keepLog() {
    try {
      Files.writeString(
          LOGS.resolve(name + "-" + process.pid() + ".log"), process.soFar().toString());
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    // Links, which a server's folder may have to what is installed, are not followed.
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }
}
