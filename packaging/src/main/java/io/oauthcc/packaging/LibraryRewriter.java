package io.oauthcc.packaging;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes a library out of the application's hands. Libraries are configured by system properties, by
 * files on the class path and through the context class loader, and all three are the
 * application's: it may use the same library. In the agent's copy
 *
 * <ul>
 *   <li>system properties are those that {@code JvmFacts} knows, which no application changes;
 *   <li>the file has another name;
 *   <li>the context class loader is the class's own;
 *   <li>SLF4J's {@code System.err}, which an application may replace, is {@code LogStream}, which
 *       writes to the log file or the process's standard error;
 *   <li>SLF4J's {@code SimpleDateFormat}, which fixes the time zone of the JVM before an
 *       application may have chosen it, is {@code LineTime}, which tells UTC.
 * </ul>
 *
 * {@code LibraryRewriterTest} fails when a new version of a library reads more properties.
 */
final class LibraryRewriter {

  private static final Map<String, String> FILES =
      Map.of("simplelogger.properties", "io/oauthcc/simplelogger.properties");

  private static final String FACTS = "io/oauthcc/runtime/JvmFacts";
  private static final String DATE_FORMAT = "java/text/SimpleDateFormat";

  private LibraryRewriter() {}

  /** The class file to ship. */
  static byte[] rewrite(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Rewriting(new Slim(writer)), 0);
    return writer.toByteArray();
  }

  private static @Nullable Object rewrite(@Nullable Object constant) {
    return constant instanceof String name ? FILES.getOrDefault(name, name) : constant;
  }

  private static final class Rewriting extends ClassVisitor {

    private Type type = Type.VOID_TYPE;

    private boolean isSlf4j() {
      return type.getInternalName().startsWith("org/slf4j/");
    }

    Rewriting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      type = Type.getObjectType(name);
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, @Nullable Object value) {
      return super.visitField(access, name, descriptor, signature, rewrite(value));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {

        /** Left out what {@code dup} would double. */
        private boolean leavesOutDup;

        @Override
        public void visitTypeInsn(int opcode, String name) {
          if (opcode == Opcodes.NEW && isSlf4j() && name.equals(DATE_FORMAT)) {
            leavesOutDup = true;
          } else {
            super.visitTypeInsn(opcode, name);
          }
        }

        @Override
        public void visitInsn(int opcode) {
          if (leavesOutDup && opcode == Opcodes.DUP) {
            leavesOutDup = false;
          } else {
            super.visitInsn(opcode);
          }
        }

        @Override
        public void visitLdcInsn(Object value) {
          super.visitLdcInsn(rewrite(value));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          if (isSlf4j() && owner.equals("java/lang/System") && name.equals("err")) {
            super.visitFieldInsn(opcode, "io/oauthcc/log/LogStream", "STREAM", descriptor);
          } else {
            super.visitFieldInsn(opcode, owner, name, descriptor);
          }
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (owner.equals("java/lang/Thread") && name.equals("getContextClassLoader")) {
            super.visitInsn(Opcodes.POP);
            super.visitLdcInsn(type);
            super.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/Class",
                "getClassLoader",
                "()Ljava/lang/ClassLoader;",
                false);
          } else if (owner.equals("java/lang/System") && name.equals("getProperty")) {
            super.visitMethodInsn(opcode, FACTS, "property", descriptor, false);
          } else if (owner.equals("java/lang/Boolean") && name.equals("getBoolean")) {
            super.visitMethodInsn(opcode, FACTS, "flag", descriptor, false);
          } else if (isSlf4j() && owner.equals(DATE_FORMAT) && name.equals("<init>")) {
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "io/oauthcc/log/LineTime",
                "of",
                "(Ljava/lang/String;)Ljava/text/DateFormat;",
                false);
          } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
          }
        }
      };
    }
  }
}
