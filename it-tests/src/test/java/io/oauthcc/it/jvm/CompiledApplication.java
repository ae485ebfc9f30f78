package io.oauthcc.it.jvm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * An application from sources beside this class that the build does not compile: they need
 * libraries that the tests themselves must not see, or are a module.
 */
final class CompiledApplication {
  private CompiledApplication() {}

  /**
   * Compiles it.
   *
   * @param sources relative to this package
   * @param options where its libraries are, and for which Java
   * @return the folder of its classes
   */
  static Path compile(Path folder, List<String> sources, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    Path classes = folder.resolve("classes");
    arguments.addAll(List.of("-nowarn", "-Xlint:-options", "-d", classes.toString()));
    for (String source : sources) {
      Path copy = folder.resolve("sources").resolve(source);
      Files.createDirectories(copy.getParent());
      try (InputStream in = CompiledApplication.class.getResourceAsStream(source)) {
        Files.write(copy, in == null ? new byte[0] : in.readAllBytes());
      }
      arguments.add(copy.toString());
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError(said.toString());
    }
    return classes;
  }

  /** A path for the JVM or the compiler. */
  static String path(List<Path> entries, Path... more) {
    return String.join(
        File.pathSeparator,
        Stream.concat(entries.stream(), Stream.of(more)).map(Path::toString).toList());
  }
}
