package io.oauthcc.it.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code examples/}, of which nothing is replaced but hosts and files. */
final class Example {
  private final String name;
  private String text;

  private Example(String name, String text) {
    this.name = name;
    this.text = text;
  }

  static Example of(String name) {
    Path file = Path.of(System.getProperty("oauthcc.it.examples", "../examples"), name);
    try {
      return new Example(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a host, wherever it is, by the loopback host with this port. */
  Example host(String written, int port) {
    return replace("https://" + Pattern.quote(written) + "(?=[/\\s])", "https://localhost:" + port);
  }

  /** Replaces the file of this name, in {@code /etc/oauthcc/}, by one with this content. */
  Example file(String written, Path folder, String content) {
    Path actual = folder.resolve(written);
    write(actual, content + "\n");
    return replace("(?m)/etc/oauthcc/" + Pattern.quote(written) + "$", actual.toString());
  }

  /** Writes the file. */
  Path write(Path folder) {
    Path file = folder.resolve(name);
    write(file, text);
    return file;
  }

  private Example replace(String written, String actual) {
    Matcher found = Pattern.compile(written).matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + written + " in " + name);
    }
    text = found.replaceAll(Matcher.quoteReplacement(actual));
    return this;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
