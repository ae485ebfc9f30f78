package io.oauthcc.benchmarks.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK to measure on.
 *
 * @param java its command
 * @param feature {@code 8}, {@code 17}
 * @param version as it tells it itself, vendor's build included
 */
public record Jdk(String java, String feature, String version) {

  private static final Pattern QUOTED = Pattern.compile("version \"(?:1\\.)?(\\d+)");

  /** Asks the command. */
  public static Jdk of(String java) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher matcher = QUOTED.matcher(text);
    if (process.waitFor() != 0 || !matcher.find()) {
      throw new IOException(java + " -version says no version: " + text);
    }
    String[] lines = text.strip().split("\\R", -1);
    String build = lines.length > 1 ? lines[1] : lines[0];
    return new Jdk(java, matcher.group(1), build.replaceAll(".*\\((?:build )?(.*)\\).*", "$1"));
  }
}
