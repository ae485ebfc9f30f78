package io.oauthcc.benchmarks.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * One run of a benchmark.
 *
 * @param benchmark its name, and its file's
 * @param date when it ended, ISO 8601
 * @param machine what it ran on
 * @param jdks by feature version, what each says it is
 * @param agent the agent's version, and the first digits of its jar's SHA-256
 * @param rows its figures
 */
public record Results(
    String benchmark,
    String date,
    Machine machine,
    Map<String, String> jdks,
    String agent,
    List<Row> rows) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A run that ended now, here. */
  public static Results now(String benchmark, List<Jdk> jdks, Path agent, List<Row> rows)
      throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (Jdk jdk : jdks) {
      versions.put(jdk.feature(), jdk.version());
    }
    String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Results(benchmark, date, Machine.here(), versions, version(agent), rows);
  }

  /** Reads what {@link #write} wrote. */
  public static Results read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Results.class);
  }

  /** Writes {@code <benchmark>.json} into the folder, which is made if it is not there. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve(benchmark + ".json").toFile(), this);
  }

  /** Prints what it ran on, and a table. */
  @SuppressWarnings("SystemOut")
  public void print() {
    System.out.printf(
        "%s, %s%n%d x %s, %d GB, %s%nJDK %s, oauthcc %s%n%n",
        benchmark,
        date,
        machine.cpus(),
        machine.processor(),
        machine.memoryGb(),
        machine.kernel(),
        jdks,
        agent);
    System.out.printf(
        "%-20s %3s  %-24s %-28s %12s %12s %12s %4s  %s%n",
        "case", "JDK", "variant", "metric", "min", "median", "max", "n", "unit");
    for (Row row : rows) {
      System.out.printf(
          "%-20s %3s  %-24s %-28s %,12.2f %,12.2f %,12.2f %4d  %s%n",
          row.subject(),
          row.jdk(),
          row.variant(),
          row.metric(),
          row.min(),
          row.median(),
          row.max(),
          row.n(),
          row.unit());
    }
  }

  private static String version(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile());
        InputStream in = Files.newInputStream(jar)) {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      String version = open.getManifest().getMainAttributes().getValue("Implementation-Version");
      return version + " (" + String.format("%064x", new BigInteger(1, sum)).substring(0, 12) + ")";
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
