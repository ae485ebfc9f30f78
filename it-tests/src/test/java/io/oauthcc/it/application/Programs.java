package io.oauthcc.it.application;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put the programs. */
final class Programs {
  private Programs() {}

  /** A file of one of them. */
  static Path file(String name) {
    Path file =
        Path.of(System.getProperty("oauthcc.it.applications", "target/applications"), name)
            .toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("the build has not brought " + file);
    }
    return file;
  }
}
