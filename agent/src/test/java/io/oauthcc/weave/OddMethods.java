package io.oauthcc.weave;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A class whose methods are legal and unlike what {@code javac} writes: one begins with a loop, has
 * returns inside a {@code try}, and leaves values on the stack below its result.
 */
final class OddMethods {

  static final String NAME = "OddMethods";

  private OddMethods() {}

  /**
   * The class file.
   *
   * @param version of class files, {@link Opcodes#V1_8}; below {@link Opcodes#V1_6} without frames
   * @param slot where an int goes: 1, where a reference came in, as a shrinker does it, or 9
   */
  static byte[] of(int version, int slot) {
    int flags = version >= V1_6 ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS;
    ClassWriter writer = new ClassWriter(flags);
    writer.visit(version, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
    writer.visitField(ACC_PRIVATE, "number", "J", null, null).visitEnd();
    writer.visitField(ACC_PRIVATE | ACC_STATIC, "count", "I", null, null).visitEnd();
    writer.visitField(ACC_PRIVATE, "text", "Ljava/lang/String;", null, null).visitEnd();
    constructor(writer);
    mixed(writer, slot);
    halved(writer, "skippable");
    halved(writer, "replaceable");
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** {@code int mixed(Object unused, long choice, int number)}. */
  private static void mixed(ClassWriter writer, int slot) {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC, "mixed", "(Ljava/lang/Object;JI)I", null, null);
    Label loop = new Label();
    Label out = new Label();
    Label tryStart = new Label();
    Label tryEnd = new Label();
    Label handler = new Label();
    Label other = new Label();
    Label big = new Label();
    Label well = new Label();
    code.visitCode();
    code.visitTryCatchBlock(tryStart, tryEnd, handler, "java/lang/RuntimeException");
    code.visitLabel(loop);
    code.visitVarInsn(ILOAD, 4);
    code.visitIntInsn(BIPUSH, 10);
    code.visitJumpInsn(IF_ICMPGE, out);
    code.visitIincInsn(4, 3);
    code.visitJumpInsn(GOTO, loop);
    code.visitLabel(out);
    code.visitInsn(ICONST_5);
    code.visitVarInsn(ISTORE, slot);
    code.visitLdcInsn(3.25);
    code.visitVarInsn(DSTORE, 5);
    code.visitLdcInsn("own");
    code.visitVarInsn(ASTORE, 7);
    code.visitLabel(tryStart);
    code.visitVarInsn(LLOAD, 2);
    code.visitInsn(L2I);
    code.visitJumpInsn(IFEQ, other);
    code.visitVarInsn(LLOAD, 2);
    code.visitLdcInsn("left");
    code.visitVarInsn(ILOAD, 4);
    code.visitVarInsn(ILOAD, slot);
    code.visitInsn(IADD);
    code.visitInsn(DUP_X1);
    code.visitInsn(POP);
    code.visitVarInsn(ILOAD, 4);
    code.visitIntInsn(BIPUSH, 40);
    code.visitJumpInsn(IF_ICMPGT, big);
    code.visitInsn(ICONST_0);
    code.visitInsn(ICONST_1);
    code.visitInsn(SWAP);
    code.visitInsn(IDIV);
    code.visitInsn(IRETURN);
    code.visitLabel(big);
    code.visitInsn(DUP2_X2);
    code.visitInsn(POP2);
    code.visitVarInsn(DLOAD, 5);
    code.visitInsn(DUP2);
    code.visitInsn(DMUL);
    code.visitInsn(D2I);
    code.visitInsn(IRETURN);
    code.visitLabel(other);
    code.visitTypeInsn(NEW, "java/lang/IllegalArgumentException");
    code.visitInsn(DUP);
    code.visitVarInsn(ALOAD, 7);
    code.visitMethodInsn(
        INVOKESPECIAL,
        "java/lang/IllegalArgumentException",
        "<init>",
        "(Ljava/lang/String;)V",
        false);
    code.visitInsn(ATHROW);
    code.visitLabel(tryEnd);
    code.visitLabel(handler);
    code.visitVarInsn(ASTORE, 8);
    code.visitVarInsn(ILOAD, 4);
    code.visitIntInsn(BIPUSH, 20);
    code.visitJumpInsn(IF_ICMPLT, well);
    code.visitVarInsn(ALOAD, 8);
    code.visitInsn(ATHROW);
    code.visitLabel(well);
    code.visitVarInsn(DLOAD, 5);
    code.visitInsn(D2I);
    code.visitVarInsn(ALOAD, 7);
    code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitInsn(IADD);
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** {@code static double NAME(double start, long times)}. */
  private static void halved(ClassWriter writer, String name) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "(DJ)D", null, null);
    Label loop = new Label();
    Label end = new Label();
    code.visitCode();
    code.visitLabel(loop);
    code.visitVarInsn(LLOAD, 2);
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFLE, end);
    code.visitVarInsn(LLOAD, 2);
    code.visitInsn(LCONST_1);
    code.visitInsn(LSUB);
    code.visitVarInsn(LSTORE, 2);
    code.visitJumpInsn(GOTO, loop);
    code.visitLabel(end);
    code.visitLdcInsn(1.0);
    code.visitVarInsn(DSTORE, 4);
    code.visitVarInsn(DLOAD, 0);
    code.visitVarInsn(DLOAD, 4);
    code.visitInsn(DADD);
    code.visitInsn(DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
