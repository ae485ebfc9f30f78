package io.oauthcc.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CPU that all processes of a measurement share. Two that talk to each other take twice as long
 * or half as long by where the system puts them; on one CPU they take what their work takes.
 */
public final class OneCpu {

  private static final Pattern LAST_ALLOWED =
      Pattern.compile("Cpus_allowed_list:.*?(\\d+)$", Pattern.MULTILINE);

  private OneCpu() {}

  /** Moves a process there, with all threads it has or will have. */
  public static void take(long pid) throws IOException, InterruptedException {
    Matcher last = LAST_ALLOWED.matcher(Files.readString(Path.of("/proc/self/status")));
    if (!last.find()) {
      throw new IOException("the system does not tell which CPUs may be used");
    }
    List<String> command = List.of("taskset", "-a", "-p", "-c", last.group(1), Long.toString(pid));
    Process taskset =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
