package io.oauthcc.benchmarks.process;

import io.oauthcc.benchmarks.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** API and token endpoint, in a process of their own. */
public final class ServerProcess implements AutoCloseable {

  /** As long as many real ones. */
  public static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9." + "abcdefghij".repeat(70);

  private final Child child;
  private final int apiPort;
  private final int tokenPort;

  /**
   * What the servers counted.
   *
   * @param authorized requests for the API that had the token
   * @param bare that had not
   * @param tokens token requests
   */
  public record Counts(long authorized, long bare, long tokens) {}

  /**
   * Starts them.
   *
   * @param expiresIn the token's lifetime in seconds
   * @param delay what the token endpoint takes, in milliseconds
   */
  public ServerProcess(String java, int expiresIn, int delay) throws IOException {
    child =
        Child.java(
            java,
            List.of("-Xms128m", "-Xmx128m", "-Dsun.net.httpserver.nodelay=true"),
            Servers.class,
            List.of(TOKEN, Integer.toString(expiresIn), Integer.toString(delay)));
    String[] ports = child.read().split(" ", -1);
    apiPort = Integer.parseInt(ports[0]);
    tokenPort = Integer.parseInt(ports[1]);
  }

  /** The API's port on the loopback address. */
  public int apiPort() {
    return apiPort;
  }

  /** {@code http://localhost:…}, without a path. */
  public String origin() {
    return "http://localhost:" + apiPort;
  }

  /** The address of the token endpoint. */
  public String tokenUri() {
    return "http://localhost:" + tokenPort + "/token";
  }

  /** What was counted since the start. */
  public Counts counts() throws IOException {
    String[] counts = child.ask("counts").split(" ", -1);
    return new Counts(
        Long.parseLong(counts[0]), Long.parseLong(counts[1]), Long.parseLong(counts[2]));
  }

  /** The options of a JVM whose calls below {@code /api} oauthcc authorizes. */
  public List<String> agent(Path jar, Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    Path file =
        Files.writeString(
            folder.resolve("app.properties"),
            "hosts = %s/api\ntoken-uri = %s\nclient-id = c\nclient-secret-file = %s\n"
                    .formatted(origin(), tokenUri(), secret)
                + "log-level = error\n");
    return List.of("-javaagent:" + jar + "=" + file);
  }

  /** See {@link OneCpu}. */
  public void takeOneCpu() throws IOException, InterruptedException {
    child.takeOneCpu();
  }

  @Override
  public void close() {
    child.close();
  }
}
