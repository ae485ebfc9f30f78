package io.oauthcc.it;

import io.oauthcc.it.driver.EmptyAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An agent that does nothing: what the VM says of it, it says of any agent. */
public final class EmptyAgentJar {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));

  private EmptyAgentJar() {}

  /** The option that puts it on a JVM. */
  public static String agent(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("empty.jar");
    String classFile = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(classFile));
      out.write(Files.readAllBytes(DRIVERS.resolve(classFile)));
      out.closeEntry();
    }
    return "-javaagent:" + jar;
  }
}
