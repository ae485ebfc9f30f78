package io.oauthcc.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the benchmark ran on.
 *
 * @param processor its model
 * @param cpus how many the benchmark may use
 * @param memoryGb main memory
 * @param kernel name and version of the operating system
 */
public record Machine(String processor, int cpus, long memoryGb, String kernel) {

  /** This machine. */
  public static Machine here() {
    return new Machine(
        find("/proc/cpuinfo", "model name\\s*: (.*)", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(Long.parseLong(find("/proc/meminfo", "MemTotal:\\s*(\\d+)", "0")) / 1048576.0),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String find(String file, String pattern, String otherwise) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
      return matcher.find() ? matcher.group(1) : otherwise;
    } catch (IOException noSuchFile) {
      return otherwise;
    }
  }
}
