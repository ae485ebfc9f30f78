package io.oauthcc.packaging;

import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Finds where a class asks for system properties, environment variables and context loaders. */
final class PropertyReads {

  private final Set<String> found = new TreeSet<>();

  /** Names that are read; where the name is no constant, the method that reads. */
  Set<String> found() {
    return found;
  }

  void scan(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String className = reader.getClassName();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Scanner(className + "." + name);
          }
        },
        ClassReader.SKIP_DEBUG);
  }

  private static boolean reads(String owner, String name, String descriptor) {
    if (name.equals("getContextClassLoader")) {
      return true;
    }
    if (!descriptor.startsWith("(Ljava/lang/String;")) {
      return owner.equals("java/lang/System")
          && (name.equals("getProperties") || name.equals("getenv"));
    }
    return switch (owner) {
      case "java/lang/System" -> name.equals("getProperty") || name.equals("getenv");
      case "java/lang/Boolean" -> name.equals("getBoolean");
      case "java/lang/Integer" -> name.equals("getInteger");
      case "java/lang/Long" -> name.equals("getLong");
      default -> false;
    };
  }

  /** Remembers the last two constants, as the arguments of a call that follows. */
  private final class Scanner extends MethodVisitor {

    private final String method;
    private @Nullable Object last;
    private @Nullable Object lastButOne;

    Scanner(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    private void push(@Nullable Object constant) {
      lastButOne = last;
      last = constant;
    }

    @Override
    public void visitLdcInsn(Object value) {
      push(value);
    }

    @Override
    public void visitInsn(int opcode) {
      push(null);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      push(null);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      push(null);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (reads(owner, name, descriptor)) {
        boolean hasDefault = descriptor.startsWith("(Ljava/lang/String;Ljava/lang/String;)");
        Object read = hasDefault ? lastButOne : last;
        found.add(read instanceof String constant ? constant : method + " " + name);
      }
      push(null);
    }
  }
}
