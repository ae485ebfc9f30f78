package io.oauthcc.packaging;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What {@code LambdaMetafactory} allows between the types of a lambda and those it is used as. */
final class Conversion {

  private Conversion() {}

  /** Turns the value on the stack into one of another type; into none for {@code void}. */
  static void emit(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (to.getSort() == Type.VOID) {
      code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (isPrimitive(from) && isPrimitive(to)) {
      widen(code, from, to);
    } else if (isPrimitive(from)) {
      box(code, from);
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    } else if (!to.getInternalName().equals("java/lang/Object")) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static void box(MethodVisitor code, Type from) {
    String wrapper = wrapper(from);
    String descriptor = "(" + from.getDescriptor() + ")L" + wrapper + ";";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
  }

  private static void unbox(MethodVisitor code, Type from, Type to) {
    Type held = unboxed(from);
    Type primitive = held == null ? to : held;
    String wrapper = wrapper(primitive);
    if (held == null) {
      code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
    }
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        wrapper,
        primitive.getClassName() + "Value",
        "()" + primitive.getDescriptor(),
        false);
    widen(code, primitive, to);
  }

  private static @Nullable Type unboxed(Type wrapper) {
    for (char primitive : "ZCBSIFJD".toCharArray()) {
      Type type = Type.getType(String.valueOf(primitive));
      if (wrapper(type).equals(wrapper.getInternalName())) {
        return type;
      }
    }
    return null;
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    int opcode =
        switch (kind(from) + kind(to)) {
          case "IJ" -> Opcodes.I2L;
          case "IF" -> Opcodes.I2F;
          case "ID" -> Opcodes.I2D;
          case "JF" -> Opcodes.L2F;
          case "JD" -> Opcodes.L2D;
          case "FD" -> Opcodes.F2D;
          default -> Opcodes.NOP;
        };
    if (opcode != Opcodes.NOP) {
      code.visitInsn(opcode);
    } else if (!kind(from).equals(kind(to))) {
      throw new IllegalArgumentException(from + " is not widened to " + to);
    }
  }

  /** What the JVM counts with. */
  private static String kind(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.LONG, Type.FLOAT, Type.DOUBLE -> primitive.getDescriptor();
      default -> "I";
    };
  }

  private static String wrapper(Type primitive) {
    return "java/lang/"
        + switch (primitive.getSort()) {
          case Type.BOOLEAN -> "Boolean";
          case Type.CHAR -> "Character";
          case Type.BYTE -> "Byte";
          case Type.SHORT -> "Short";
          case Type.INT -> "Integer";
          case Type.FLOAT -> "Float";
          case Type.LONG -> "Long";
          default -> "Double";
        };
  }
}
