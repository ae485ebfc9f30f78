package io.oauthcc.packaging;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The instructions that do what a handle of a method does (JVMS 5.4.3.5). */
final class Call {

  private final Handle handle;

  Call(Handle handle) {
    this.handle = handle;
  }

  private boolean isConstructor() {
    return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  /** What is to be on the stack, the receiver included. */
  Type[] parameters() {
    Type[] declared = Type.getArgumentTypes(handle.getDesc());
    if (isConstructor() || handle.getTag() == Opcodes.H_INVOKESTATIC) {
      return declared;
    }
    Type[] all = new Type[declared.length + 1];
    all[0] = Type.getObjectType(handle.getOwner());
    System.arraycopy(declared, 0, all, 1, declared.length);
    return all;
  }

  Type result() {
    return isConstructor()
        ? Type.getObjectType(handle.getOwner())
        : Type.getReturnType(handle.getDesc());
  }

  /** To be written before the arguments. */
  void begin(MethodVisitor code) {
    if (isConstructor()) {
      code.visitTypeInsn(Opcodes.NEW, handle.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
  }

  /** To be written after them. */
  void end(MethodVisitor code) {
    code.visitMethodInsn(
        opcode(), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
  }

  private int opcode() {
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> throw new IllegalArgumentException("no method: " + handle);
    };
  }
}
