package io.oauthcc.it.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The program around a client: reads commands from standard input and writes one answer per command
 * to standard output, until the input ends. Its one argument is the class of the {@link
 * HttpDriver}.
 */
public final class Driver {
  private final HttpDriver http;
  private final Map<String, CompletableFuture<Answer>> begun = new HashMap<>();
  private final Map<String, ForkedTasks> tasks = new HashMap<>();

  private Driver(HttpDriver http) {
    this.http = http;
  }

  /** Runs until standard input ends, and ends the JVM then, whatever threads the client left. */
  public static void main(String[] args) throws Exception {
    Driver driver =
        new Driver(
            Class.forName(args[0])
                .asSubclass(HttpDriver.class)
                .getDeclaredConstructor()
                .newInstance());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String text = commands.readLine(); text != null; text = commands.readLine()) {
      Line command = Line.parse(text);
      Line answer = driver.answer(command).with("id", command.get("id"));
      System.out.println(answer);
      System.out.flush();
    }
    System.exit(0);
  }

  private Line answer(Line command) {
    try {
      return run(command);
    } catch (Throwable e) {
      return failure(e);
    }
  }

  private Line run(Line command) throws Exception {
    Call call = new Call(command);
    String operation = command.get("do");
    switch (operation) {
      case "call":
        return http.call(call).line();
      case "websocket":
        return http.webSocket(call).line();
      case "begin":
        begun.put(command.get("name"), http.begin(call));
        return new Line().with("begun", command.get("name"));
      case "end":
        return begun(command).get().line();
      case "herd":
        return Crowd.herd(http, call, command.number("threads")).line();
      case "load":
        return Crowd.load(http, call, command.number("threads"), command.number("millis")).line();
      case "start-tasks":
        tasks.put(
            command.get("name"),
            ForkedTasks.start(http, call, command.get("name"), command.number("tasks")));
        return new Line();
      case "await-held":
        tasks(command).awaitHeld(command.number("width"));
        return new Line();
      case "end-tasks":
        return tasks(command).end();
      case "scene":
        return Scene.play(command);
      case "pin":
        VirtualThreads.pinOne();
        return new Line().with("pinned", "true");
      case "property":
        System.setProperty(command.get("name"), command.get("value"));
        return new Line();
      case "class":
        return new Line().with("found", String.valueOf(isPresent(command.get("name"))));
      default:
        if (http instanceof PendingDriver) {
          return ((PendingDriver) http).run(command);
        }
        throw new IllegalArgumentException("unknown command " + operation);
    }
  }

  private CompletableFuture<Answer> begun(Line command) {
    CompletableFuture<Answer> answer = begun.get(command.get("name"));
    if (answer == null) {
      throw new IllegalArgumentException("never begun: " + command);
    }
    return answer;
  }

  private ForkedTasks tasks(Line command) {
    ForkedTasks started = tasks.get(command.get("name"));
    if (started == null) {
      throw new IllegalArgumentException("never started: " + command);
    }
    return started;
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Line failure(Throwable thrown) {
    Throwable error = thrown;
    while ((error instanceof CompletionException || error instanceof ExecutionException)
        && error.getCause() != null) {
      error = error.getCause();
    }
    StringBuilder chain = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      chain.append(chain.length() == 0 ? "" : " <- ").append(cause);
    }
    StackTraceElement[] trace = error.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, 12); i++) {
      chain.append("\n    at ").append(trace[i]);
    }
    return new Line()
        .with("error", error.getClass().getName())
        .with("io", String.valueOf(error instanceof IOException))
        .with("message", String.valueOf(error.getMessage()))
        .with("chain", chain.toString());
  }
}
