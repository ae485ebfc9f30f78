package io.oauthcc.it.driver;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files that this JVM has open, where the operating system tells: on Linux. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Paths.get("/proc/self/fd");

  private OpenFiles() {}

  /** Which of these jars are open, each as often as it is. */
  static List<String> of(Set<String> paths) throws IOException {
    List<String> open = new ArrayList<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return open;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        try {
          // A file that was replaced meanwhile has a remark behind its name.
          String file = Files.readSymbolicLink(descriptor).toString().replace(" (deleted)", "");
          if (file.endsWith(".jar") && paths.contains(file)) {
            open.add(file);
          }
        } catch (NoSuchFileException closed) {
          // The listing's own.
        }
      }
    }
    return open;
  }
}
