package io.oauthcc.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Moves packages as a build does that shades its libraries: class files, every reference to them,
 * and the resources beside them.
 */
final class RelocatedJar {
  private final Map<String, String> folders = new LinkedHashMap<>();

  RelocatedJar(String from, String to) {
    folders.put(from + "/", to + "/");
  }

  RelocatedJar and(String from, String to) {
    folders.put(from + "/", to + "/");
    return this;
  }

  /** A copy of the jar with the packages moved. */
  Path ofJar(Path jar) {
    try (JarFile in = new JarFile(jar.toFile())) {
      Path copy = Files.createTempFile("relocated", ".jar");
      copy.toFile().deleteOnExit();
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
        for (JarEntry entry : (Iterable<JarEntry>) () -> in.entries().asIterator()) {
          if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
            try (InputStream bytes = in.getInputStream(entry)) {
              add(entry.getName(), bytes.readAllBytes(), out);
            }
          }
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of the classes under this folder, which keep their names, using the moved packages. */
  Path ofClasses(Path root, String folder) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      Path jar = Files.createTempFile("relocated", ".jar");
      jar.toFile().deleteOnExit();
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Path file : files.toList()) {
          add(root.relativize(file).toString(), Files.readAllBytes(file), out);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, byte[] bytes, JarOutputStream out) throws IOException {
    out.putNextEntry(new JarEntry(moved(name)));
    out.write(name.endsWith(".class") ? moved(bytes) : bytes);
    out.closeEntry();
  }

  private byte[] moved(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassRemapper(
                writer,
                new Remapper(org.objectweb.asm.Opcodes.ASM9) {
                  @Override
                  public String map(String internalName) {
                    return moved(internalName);
                  }
                }),
            0);
    return writer.toByteArray();
  }

  private String moved(String path) {
    for (Map.Entry<String, String> folder : List.copyOf(folders.entrySet())) {
      if (path.startsWith(folder.getKey())) {
        return folder.getValue() + path.substring(folder.getKey().length());
      }
    }
    return path;
  }
}
