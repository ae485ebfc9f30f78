package io.oauthcc.weave.inline;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A handle of the woven method itself, bound to its object and its arguments. */
final class SelfCall {

  private static final String HANDLE = "java/lang/invoke/MethodHandle";

  private final String owner;
  private final int access;
  private final String name;
  private final String descriptor;

  SelfCall(String owner, int access, String name, String descriptor) {
    this.owner = owner;
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  /** Puts the handle on the stack. */
  void push(GlueCode code) {
    if ((access & Opcodes.ACC_STATIC) != 0) {
      throw new UnsupportedAdviceException("a self call of a static method");
    }
    MethodVisitor target = code.target();
    boolean isPrivate = (access & Opcodes.ACC_PRIVATE) != 0;
    int kind = isPrivate ? Opcodes.H_INVOKESPECIAL : Opcodes.H_INVOKEVIRTUAL;
    target.visitLdcInsn(new Handle(kind, owner, name, descriptor, false));
    target.visitVarInsn(Opcodes.ALOAD, 0);
    target.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, HANDLE, "bindTo", "(Ljava/lang/Object;)L" + HANDLE + ";", false);
    int slot = 1;
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      bindFirst(code, parameter, slot);
      slot += parameter.getSize();
    }
  }

  /** Binds the first parameter that is left. */
  private static void bindFirst(GlueCode code, Type parameter, int slot) {
    MethodVisitor target = code.target();
    target.visitInsn(Opcodes.ICONST_0);
    target.visitInsn(Opcodes.ICONST_1);
    target.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    target.visitInsn(Opcodes.DUP);
    target.visitInsn(Opcodes.ICONST_0);
    code.load(parameter, slot);
    box(target, parameter);
    target.visitInsn(Opcodes.AASTORE);
    target.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/invoke/MethodHandles",
        "insertArguments",
        "(L" + HANDLE + ";I[Ljava/lang/Object;)L" + HANDLE + ";",
        false);
  }

  private static void box(MethodVisitor target, Type type) {
    if (GlueCode.isReference(type)) {
      return;
    }
    boolean isBoolean = type.getSort() == Type.BOOLEAN;
    if (!isBoolean && type.getSort() != Type.INT) {
      throw new UnsupportedAdviceException("a self call with a " + type.getClassName());
    }
    String box = isBoolean ? "java/lang/Boolean" : "java/lang/Integer";
    target.visitMethodInsn(
        Opcodes.INVOKESTATIC, box, "valueOf", "(" + type + ")L" + box + ";", false);
  }
}
