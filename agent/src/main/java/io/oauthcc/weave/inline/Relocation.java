package io.oauthcc.weave.inline;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * Rewrites advice for a copy of a client that shading moved into another package. A class of its
 * own, named only where there is such a copy: the verifier loads what it extends.
 */
public final class Relocation extends Remapper {

  private final String root;
  private final String prefix;

  private Relocation(String root, String prefix) {
    super(Opcodes.ASM9);
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * The class file with other names in it.
   *
   * @param root the package as the advice names it, {@code okhttp3/}
   * @param prefix where shading moved it, {@code com/example/shaded/}
   */
  public static byte[] of(byte[] classFile, String root, String prefix) {
    ClassWriter writer = new ClassWriter(0);
    Remapper relocation = new Relocation(root, prefix);
    new ClassReader(classFile).accept(new ClassRemapper(writer, relocation), 0);
    return writer.toByteArray();
  }

  @Override
  public String map(String className) {
    return className.startsWith(root) ? prefix + className : className;
  }
}
