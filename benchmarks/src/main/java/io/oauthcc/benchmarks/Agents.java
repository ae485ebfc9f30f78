package io.oauthcc.benchmarks;

import io.oauthcc.benchmarks.process.ServerProcess;
import io.oauthcc.benchmarks.program.EmptyAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The agents that are compared, as options for a JVM. */
public final class Agents {

  /** The jar of ours. */
  public static final Path OURS = Path.of("agent/target/oauthcc.jar").toAbsolutePath();

  private final Path folder;

  /**
   * @param folder for their files
   */
  public Agents(Path folder) {
    this.folder = folder;
  }

  /** One that does nothing. */
  public List<String> empty() throws IOException {
    Path jar = folder.resolve("empty.jar");
    String name = EmptyAgent.class.getName();
    String entry = name.replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", name);
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = EmptyAgent.class.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
    return List.of("-javaagent:" + jar);
  }

  /**
   * Ours, with its defaults but for what it must be told.
   *
   * @param hosts its targets
   */
  public List<String> ours(String hosts, ServerProcess server) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Path file = Files.createTempFile(folder, "oauthcc", ".properties");
    Files.writeString(
        file,
        """
        hosts=%s
        token-uri=%s
        client-id=benchmark
        client-secret-file=%s
        """
            .formatted(hosts, server.tokenUri(), secret));
    return List.of("-javaagent:" + OURS + "=" + file);
  }

  /** OpenTelemetry's, which exports nothing. */
  public List<String> openTelemetry() throws IOException {
    return List.of(
        "-javaagent:" + openTelemetryJar(),
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
  }

  /** Its name and version. */
  public String openTelemetryName() throws IOException {
    String jar = openTelemetryJar().getFileName().toString();
    return jar.replaceAll("[^0-9]*([0-9.]+)\\.jar", "OpenTelemetry $1");
  }

  private static Path openTelemetryJar() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("benchmarks/target/agents").toAbsolutePath())) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().findFirst().orElseThrow();
    }
  }
}
