package io.oauthcc.it.stubs;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What code that was compiled against a class depends on.
 *
 * @param isInterface whether its methods are called as an interface's
 * @param superName its superclass
 * @param members its fields and methods with what is static marked so; its constructors if it is no
 *     abstract class, for only then code makes one
 */
record Shape(boolean isInterface, @Nullable String superName, Set<String> members) {

  static Shape of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Members members = new Members((reader.getAccess() & Opcodes.ACC_ABSTRACT) == 0);
    reader.accept(members, ClassReader.SKIP_CODE);
    return new Shape(
        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0, reader.getSuperName(), members.found);
  }

  private static final class Members extends ClassVisitor {

    private final Set<String> found = new TreeSet<>();
    private final boolean withConstructors;

    Members(boolean withConstructors) {
      super(Opcodes.ASM9);
      this.withConstructors = withConstructors;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      found.add(marked(access) + name + ":" + descriptor);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!name.startsWith("<") || (withConstructors && name.equals("<init>"))) {
        found.add(marked(access) + name + descriptor);
      }
      return null;
    }

    private static String marked(int access) {
      return (access & Opcodes.ACC_STATIC) == 0 ? "" : "static ";
    }
  }
}
