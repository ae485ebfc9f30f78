package io.oauthcc.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a program, measured by {@code benchmarks/launch}. */
final class Launch {

  private final Path folder;

  /**
   * @param folder for what the program prints
   */
  Launch(Path folder) {
    this.folder = folder;
  }

  /**
   * What a run took.
   *
   * @param wall milliseconds from its start to its end
   * @param cpu milliseconds of CPU, its own and the system's for it
   * @param memory its peak resident set, in MiB
   * @param limit how its CPUs were limited
   */
  record Took(double wall, double cpu, double memory, String limit) {}

  /**
   * Runs a command.
   *
   * @param cpus {@code all}, {@code one} or {@code half}
   * @param command the command line
   * @throws IOException if it failed
   */
  Took run(String cpus, List<String> command) throws IOException, InterruptedException {
    Path report = folder.resolve("report");
    Path printed = folder.resolve("printed");
    List<String> line = new ArrayList<>(List.of("benchmarks/launch", report.toString(), cpus));
    line.addAll(command);
    int status =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start()
            .waitFor();
    String[] said = status == 0 ? Files.readString(report).trim().split(" ", 5) : new String[0];
    if (said.length != 5 || !said[3].equals("0")) {
      throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(printed));
    }
    return new Took(
        Double.parseDouble(said[0]),
        Double.parseDouble(said[1]),
        Double.parseDouble(said[2]),
        said[4]);
  }

  /** What is said of a program that has these CPUs, after its name; nothing if it has all. */
  String name(String cpus) throws IOException, InterruptedException {
    return switch (run(cpus, List.of("/bin/true")).limit()) {
      case "affinity" -> ", one CPU";
      case "control group" -> ", half a CPU";
      case "busy loop" -> ", one CPU shared with a busy loop";
      default -> "";
    };
  }

  /** How many classes a program loads; {@code command} begins with the launcher. */
  double classes(String feature, List<String> command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    Path log = folder.resolve("printed");
    String sign = "[Loaded ";
    if (feature.equals("8")) {
      line.add(1, "-verbose:class");
    } else {
      log = folder.resolve("classes");
      sign = " source: ";
      line.add(1, "-Xlog:class+load:file=" + log + "::filecount=0");
    }
    run("all", line);
    int classes = 0;
    for (String loaded : Files.readAllLines(log)) {
      if (loaded.contains(sign)) {
        classes++;
      }
    }
    return classes;
  }
}
