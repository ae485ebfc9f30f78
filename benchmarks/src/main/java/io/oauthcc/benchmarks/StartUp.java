package io.oauthcc.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whole processes, by the wall clock: a program without an agent, with an empty one, with ours. The
 * cases take turns, so that whatever else the machine does meets all of them; the minimum of many
 * rounds is the figure to trust.
 */
public final class StartUp {

  private static final String TOKEN_ANSWER =
      "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}";

  private final List<Case> cases = new ArrayList<>();
  private final String java;
  private final int rounds;

  private StartUp(String java, int rounds) {
    this.java = java;
    this.rounds = rounds;
  }

  /**
   * Measures and prints a table.
   *
   * @param arguments the agent's jar, the java command, the number of rounds
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("oauthcc-start-up");
    Path empty = folder.resolve("empty.jar");
    EmptyAgent.pack(empty);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/token", TOKEN_ANSWER);
    answer(server, "/api", "{}");
    answer(server, "/elsewhere", "{}");
    server.start();
    String origin = "http://localhost:" + server.getAddress().getPort();
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    Path file =
        Files.writeString(
            folder.resolve("app.properties"),
            "hosts="
                + origin
                + "/api\ntoken-uri="
                + origin
                + "/token\nclient-id=c\n"
                + "log-level=error\nclient-secret-file="
                + secret
                + "\n");
    List<String> none = List.of();
    List<String> nothing = List.of("-javaagent:" + empty);
    List<String> ours = List.of("-javaagent:" + arguments[0] + "=" + file);
    StartUp benchmark = new StartUp(arguments[1], Integer.parseInt(arguments[2]));
    benchmark.add("hello, no agent", none, Hello.class, "");
    benchmark.add("hello, empty agent", nothing, Hello.class, "");
    benchmark.add("hello, oauthcc", ours, Hello.class, "");
    benchmark.add("one call, no agent", none, OneCall.class, origin + "/api");
    benchmark.add("one call, empty agent", nothing, OneCall.class, origin + "/api");
    benchmark.add("one call elsewhere, oauthcc", ours, OneCall.class, origin + "/elsewhere");
    benchmark.add("one authorized call, oauthcc", ours, OneCall.class, origin + "/api");
    try {
      benchmark.run();
    } finally {
      server.stop(0);
      for (Path path : List.of(file, secret, empty, folder)) {
        Files.delete(path);
      }
    }
  }

  private static void answer(HttpServer server, String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void add(String name, List<String> agent, Class<?> program, String argument) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(agent);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), program.getName(), argument));
    cases.add(new Case(name, command, new ArrayList<>()));
  }

  /** A program, how it is run, and how long it took, by round. */
  private record Case(String name, List<String> command, List<Double> millis) {}

  @SuppressWarnings("SystemOut")
  private void run() throws IOException, InterruptedException {
    for (int round = -1; round < rounds; round++) {
      for (Case one : cases) {
        double taken = time(one.command);
        if (round >= 0) {
          one.millis.add(taken);
        }
      }
    }
    System.out.printf("%-30s %8s %8s   ms, %d rounds, %s%n", "", "min", "median", rounds, java);
    for (Case one : cases) {
      Collections.sort(one.millis);
      System.out.printf(
          "%-30s %8.1f %8.1f%n", one.name, one.millis.get(0), one.millis.get(rounds / 2));
    }
  }

  private static double time(List<String> command) throws IOException, InterruptedException {
    long before = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
    return (System.nanoTime() - before) / 1e6;
  }
}
