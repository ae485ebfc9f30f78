package io.oauthcc.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process, mostly a JVM of some version with the agent on it. Every wait has a limit, both its
 * outputs are kept from the first line on, and closing kills it.
 */
public final class ForkedJvm implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String command;
  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
  private final Thread outReader;
  private final Thread errReader;

  private ForkedJvm(String command, Process process) {
    this.command = command;
    this.process = process;
    outReader = reader(process.getInputStream(), out, unread);
    errReader = reader(process.getErrorStream(), err, null);
  }

  /** A {@code java} of this JDK, yet without arguments. */
  public static Builder java(Jdk jdk) {
    return tool(jdk, "java");
  }

  /** Another launcher of this JDK: {@code keytool}, {@code jps}, … */
  public static Builder tool(Jdk jdk, String name) {
    return new Builder(jdk.tool(name));
  }

  /** A program that starts a JVM: a tool's own launcher. */
  public static Builder program(Path file) {
    return new Builder(file);
  }

  private static Thread reader(
      InputStream stream, List<String> lines, @Nullable BlockingQueue<String> queue) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  lines.add(line);
                  if (queue != null) {
                    queue.add(line);
                  }
                }
              } catch (IOException e) {
                lines.add("(output ended: " + e.getMessage() + ")");
              }
            },
            "output of a forked JVM");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Writes a line to its standard input. */
  public void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError("the JVM does not take input any more\n" + soFar(), e);
    }
  }

  /**
   * The next line of its standard output. One that has nothing to say for a minute is killed, so
   * that no later test waits for it too; the failure shows where its threads were.
   */
  public String nextLine() {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        String line = unread.poll(200, TimeUnit.MILLISECONDS);
        if (line != null) {
          return line;
        }
        if (!process.isAlive() && !outReader.isAlive() && unread.isEmpty()) {
          throw new AssertionError("the JVM has ended\n" + soFar());
        }
      }
      printThreads();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    close();
    throw new AssertionError("no line within " + LIMIT + "\n" + soFar());
  }

  /** Has it print where its threads are. */
  private void printThreads() throws InterruptedException {
    try {
      new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid()).start().waitFor();
    } catch (IOException e) {
      err.add("(no threads: " + e.getMessage() + ")");
    }
    String line = unread.poll(1, TimeUnit.SECONDS);
    while (line != null) {
      line = unread.poll(1, TimeUnit.SECONDS);
    }
  }

  /** Standard error so far. */
  public List<String> errSoFar() {
    return List.copyOf(err);
  }

  /** Everything so far, for a failure message. */
  public Finished soFar() {
    return new Finished(
        command, process.isAlive() ? -1 : process.exitValue(), List.copyOf(out), List.copyOf(err));
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Closes its standard input and waits until it has ended by itself. */
  public Finished end() {
    return end(LIMIT);
  }

  /** As {@link #end()}, with another limit. */
  public Finished end(Duration limit) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already; what it left tells why.
    }
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the JVM does not end by itself\n" + soFar());
      }
      outReader.join(LIMIT.toMillis());
      errReader.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      close();
    }
    return soFar();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The command line, piece by piece. */
  public static final class Builder {
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path directory;

    private Builder(Path launcher) {
      command.add(launcher.toString());
    }

    /** Appends arguments as they are. */
    public Builder with(String... arguments) {
      command.addAll(List.of(arguments));
      return this;
    }

    /**
     * {@code -javaagent:<jar>} or, if arguments is not empty, {@code -javaagent:<jar>=<arguments>}.
     */
    public Builder agent(Path jar, String arguments) {
      return with("-javaagent:" + jar + (arguments.isEmpty() ? "" : "=" + arguments));
    }

    /** {@code -D<name>=<value>}. */
    public Builder property(String name, String value) {
      return with("-D" + name + "=" + value);
    }

    /** {@code -cp}. */
    public Builder classPath(List<Path> entries) {
      return with(
          "-cp", String.join(File.pathSeparator, entries.stream().map(Path::toString).toList()));
    }

    /** Sets an environment variable; none of the agent's own or of the JVM's is inherited. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** The working directory. */
    public Builder in(Path folder) {
      directory = folder;
      return this;
    }

    /** Starts it. */
    public ForkedJvm start() {
      ProcessBuilder builder = new ProcessBuilder(command);
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      builder
          .environment()
          .keySet()
          .removeIf(
              name ->
                  name.startsWith("OAUTHCC_")
                      || name.equals("JAVA_TOOL_OPTIONS")
                      || name.equals("JDK_JAVA_OPTIONS")
                      || name.equals("_JAVA_OPTIONS")
                      || name.equals("CLASSPATH"));
      builder.environment().putAll(environment);
      try {
        return new ForkedJvm(String.join(" ", command), builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Starts it without input and waits until it has ended by itself. */
    public Finished run() {
      return start().end();
    }
  }
}
