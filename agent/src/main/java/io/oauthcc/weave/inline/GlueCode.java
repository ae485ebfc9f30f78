package io.oauthcc.weave.inline;

import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Writes the instructions between advice and a method's own code, and adds up what all need. */
final class GlueCode {

  /** What the stack may grow by where an advice parameter stands for more than a variable. */
  private static final int MORE_STACK = 8;

  private final MethodVisitor target;
  private final boolean hasFrames;
  private int maxStack;
  private int maxLocals;

  /**
   * @param hasFrames whether the verifier wants them
   */
  GlueCode(MethodVisitor target, boolean hasFrames) {
    this.target = target;
    this.hasFrames = hasFrames;
  }

  /** What the instructions are written to. */
  MethodVisitor target() {
    return target;
  }

  void load(Type type, int slot) {
    target.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
  }

  void store(Type type, int slot) {
    target.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
  }

  /** Puts zero, false or null on the stack; nothing for {@code void}. */
  void pushDefault(Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        break;
      case Type.FLOAT:
        target.visitInsn(Opcodes.FCONST_0);
        break;
      case Type.LONG:
        target.visitInsn(Opcodes.LCONST_0);
        break;
      case Type.DOUBLE:
        target.visitInsn(Opcodes.DCONST_0);
        break;
      case Type.ARRAY:
      case Type.OBJECT:
        target.visitInsn(Opcodes.ACONST_NULL);
        break;
      default:
        target.visitInsn(Opcodes.ICONST_0);
    }
  }

  /** Jumps if a value is not the default one of its type: a reference, boolean or int. */
  void jumpUnlessDefault(Type type, int slot, Label label) {
    load(type, slot);
    target.visitJumpInsn(isReference(type) ? Opcodes.IFNONNULL : Opcodes.IFNE, label);
  }

  void jump(Label label) {
    target.visitJumpInsn(Opcodes.GOTO, label);
  }

  void label(Label label) {
    target.visitLabel(label);
  }

  /** Keeps two frames apart: at one place, the second would spoil the table without a word. */
  void nothing() {
    target.visitInsn(Opcodes.NOP);
  }

  /** A frame for what is on the way here from a jump, with an empty stack. */
  void frame(List<Object> locals) {
    frame(locals, 0, null);
  }

  /** A frame. */
  void frame(List<Object> locals, int stackCount, Object @Nullable [] stack) {
    if (hasFrames) {
      target.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), stackCount, stack);
    }
  }

  /** Notes what some code in the method needs. */
  void needs(int stack, int locals) {
    maxStack = Math.max(maxStack, stack + MORE_STACK);
    maxLocals = Math.max(maxLocals, locals);
  }

  int maxStack() {
    return maxStack;
  }

  int maxLocals() {
    return maxLocals;
  }

  static boolean isReference(Type type) {
    return type.getSort() >= Type.ARRAY;
  }
}
