package io.oauthcc.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that answers each line with a line, and ends with its input. */
public final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  /** Starts it; its standard error is the benchmark's. */
  public Child(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.US_ASCII);
    in = process.outputWriter(StandardCharsets.US_ASCII);
  }

  /**
   * A class of the benchmarks, in a JVM of its own with their class path.
   *
   * @param options of the JVM
   * @param arguments of the class
   */
  public static Child java(
      String java, List<String> options, Class<?> program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return new Child(command);
  }

  /** Says a line, and waits for the answer. */
  public String ask(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
    return read();
  }

  /** The next line that it prints. */
  public String read() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("a process of the benchmark has ended; what it said is above");
    }
    return line;
  }

  /** See {@link OneCpu}. */
  public void takeOneCpu() throws IOException, InterruptedException {
    OneCpu.take(process.pid());
  }

  /** The time on a CPU so far, user's and system's, of the whole process; Linux: in 10 ms. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
