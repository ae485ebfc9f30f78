package io.oauthcc.weave;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The class files of advice, from the agent's own loader, rewritten for a copy of the client that
 * shading moved into another package. Every other class is the client's.
 */
final class AdviceFiles implements ClassFileLocator {

  private final ClassFiles own = new ClassFiles(AdviceFiles.class.getClassLoader());
  private final ClassFileLocator clientFiles;
  private final Client client;
  private final String prefix;

  AdviceFiles(ClassFileLocator clientFiles, Client client, String prefix) {
    this.clientFiles = clientFiles;
    this.client = client;
    this.prefix = prefix;
  }

  @Override
  public Resolution locate(String name) throws IOException {
    if (name.startsWith("net.bytebuddy.")) {
      return own.locate(name);
    }
    if (!name.startsWith("io.oauthcc.")) {
      return clientFiles.locate(name);
    }
    Resolution advice = own.locate(name);
    return prefix.isEmpty() || !advice.isResolved()
        ? advice
        : new Resolution.Explicit(relocated(advice.resolve()));
  }

  private byte[] relocated(byte[] advice) {
    ClassReader reader = OpenedClassReader.of(advice);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassRemapper(
            writer,
            new Remapper(OpenedClassReader.ASM_API) {
              @Override
              public @Nullable String map(String className) {
                return client.root != null && className.startsWith(client.root)
                    ? prefix + className
                    : className;
              }
            }),
        0);
    return writer.toByteArray();
  }

  @Override
  public void close() {}
}
