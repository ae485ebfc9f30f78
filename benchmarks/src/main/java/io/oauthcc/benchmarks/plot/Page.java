package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page whose text is written by hand, between blocks that are not. */
final class Page {

  private final Path file;
  private String text;

  Page(Path file) throws IOException {
    this.file = file;
    this.text = Files.readString(file);
  }

  /** Replaces what stands between {@code <!-- name -->} and {@code <!-- /name -->}. */
  void replace(String name, String block) throws IOException {
    String begin = "<!-- " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- /" + name + " -->");
    if (from < 0 || to < from) {
      throw new IOException(file + " has no place for " + name);
    }
    text = text.substring(0, from + begin.length()) + block + text.substring(to);
  }

  /** On what, with what and when: one line. */
  static String origin(Results results) {
    StringBuilder jdks = new StringBuilder();
    results.jdks().values().forEach(jdk -> jdks.append(jdks.isEmpty() ? "" : ", ").append(jdk));
    return "%d × %s, %d GB, %s; JDK %s; oauthcc %s; %s."
        .formatted(
            results.machine().cpus(),
            results.machine().processor(),
            results.machine().memoryGb(),
            results.machine().kernel(),
            jdks,
            results.agent(),
            results.date().substring(0, 10));
  }

  void write() throws IOException {
    Files.writeString(file, text);
  }
}
