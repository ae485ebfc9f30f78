package io.oauthcc.it;

import io.oauthcc.it.driver.Driver;
import io.oauthcc.it.driver.Line;
import java.util.List;
import java.util.Map;

/** A JVM with a driver in it, which makes the calls it is told to make. */
public final class Application implements AutoCloseable {
  private final ForkedJvm jvm;
  private int lastId;

  /**
   * @param jvm with its agent, properties and class path
   * @param driverClass the {@link io.oauthcc.it.driver.HttpDriver}
   */
  public Application(ForkedJvm.Builder jvm, String driverClass) {
    this.jvm = jvm.with(Driver.class.getName(), driverClass).start();
  }

  /** Makes a call. */
  public Outcome call(Request request) {
    return Outcome.of(ask(request.line("call")));
  }

  /** Opens a WebSocket and exchanges a message. */
  public Outcome webSocket(Request request) {
    return Outcome.of(ask(request.line("websocket")));
  }

  /** Starts an asynchronous call; returns once the client has given control back. */
  public void begin(String name, Request request) {
    Line answer = ask(request.line("begin").with("name", name));
    if (answer.find("begun") == null) {
      throw new AssertionError("the call could not be begun: " + answer.get("chain"));
    }
  }

  /** Waits for a call that was begun. */
  public Outcome end(String name) {
    return Outcome.of(ask(new Line().with("do", "end").with("name", name)));
  }

  /**
   * The same call on many threads at once.
   *
   * @return each outcome (a status, or an error) and how often it came: {@code {200=17}}
   */
  public String herd(int threads, Request request) {
    return outcomes(ask(request.line("herd").with("threads", "" + threads)));
  }

  /** As {@link #herd}, but each thread goes on for this long. */
  public String load(int threads, int millis, Request request) {
    return outcomes(
        ask(request.line("load").with("threads", "" + threads).with("millis", "" + millis)));
  }

  /**
   * Starts tasks of the common {@code ForkJoinPool} that each make this call; see {@code
   * ForkedTasks} for the kinds there are.
   */
  public void startTasks(String kind, int tasks, Request request) {
    tell(request.line("start-tasks").with("name", kind).with("tasks", "" + tasks));
  }

  /** Waits until this many threads are in such a task and none of them can go on. */
  public void awaitHeldTasks(String kind, int threads) {
    tell(new Line().with("do", "await-held").with("name", kind).with("width", "" + threads));
  }

  /** Waits for the tasks to end, and says what came of them. */
  public Line endTasks(String kind) {
    return tell(new Line().with("do", "end-tasks").with("name", kind));
  }

  /**
   * Plays a scene.
   *
   * @param scenes the class in {@code io.oauthcc.it.driver} that has it
   * @param places URLs by the names that the scene knows
   * @param password an {@code Authorization} of the application's own
   * @return what it saw, line by line
   */
  public List<String> play(
      String scenes, String scene, Map<String, String> places, String password) {
    Line command =
        new Line()
            .with("do", "scene")
            .with("scenes", Driver.class.getPackageName() + "." + scenes)
            .with("scene", scene)
            .with("password", password);
    places.forEach((place, url) -> command.with("at." + place, url));
    Line answer = ask(command);
    String transcript = answer.find("transcript");
    if (transcript == null) {
      throw new AssertionError(scene + " came to no end: " + answer.get("chain"));
    }
    return transcript.lines().toList();
  }

  /** Whether the application can load a class of this name. */
  public boolean finds(String className) {
    return Boolean.parseBoolean(
        ask(new Line().with("do", "class").with("name", className)).get("found"));
  }

  /** Has the driver do what only some drivers can. */
  public Line tell(Line command) {
    Line answer = ask(command);
    if (answer.find("error") != null) {
      throw new AssertionError(answer.get("chain"));
    }
    return answer;
  }

  /** Sets a system property. */
  public void property(String name, String value) {
    ask(new Line().with("do", "property").with("name", name).with("value", value));
  }

  /** Its process id. */
  public long pid() {
    return jvm.pid();
  }

  /** What it has printed, for a failure message. */
  public Finished soFar() {
    return jvm.soFar();
  }

  /** Has it end by itself; every line of its standard output was an answer to a command. */
  public Finished end() {
    Finished finished = jvm.end();
    List<String> stray =
        finished.out().stream().filter(line -> !line.matches("(.*&)?id=\\d+(&.*)?")).toList();
    if (!stray.isEmpty() || finished.out().size() != lastId || finished.status() != 0) {
      throw new AssertionError("the application did not end cleanly: " + stray + "\n" + finished);
    }
    return finished;
  }

  private static String outcomes(Line answer) {
    String outcomes = answer.find("outcomes");
    return outcomes == null ? answer.get("chain") : outcomes;
  }

  private Line ask(Line command) {
    String id = String.valueOf(++lastId);
    jvm.send(command.with("id", id).toString());
    String text = jvm.nextLine();
    Line answer;
    try {
      answer = Line.parse(text);
    } catch (IllegalArgumentException e) {
      throw new AssertionError("not an answer: " + text + "\n" + jvm.soFar(), e);
    }
    if (!id.equals(answer.find("id"))) {
      throw new AssertionError("an answer to something else: " + text + "\n" + jvm.soFar());
    }
    return answer;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
