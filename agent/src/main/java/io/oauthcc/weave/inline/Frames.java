package io.oauthcc.weave.inline;

import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** How the verifier's frames tell of variables (JVMS 4.7.4), in the words of ASM. */
final class Frames {

  private Frames() {}

  /** A value of that type. */
  static Object of(Type type) {
    switch (type.getSort()) {
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.ARRAY:
      case Type.OBJECT:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  /** How many slots a value takes that a frame tells of. */
  static int size(Object inFrame) {
    return inFrame == Opcodes.LONG || inFrame == Opcodes.DOUBLE ? 2 : 1;
  }

  /** Adds slots whose content nobody may read. */
  static void addUnknown(List<Object> frame, int slots) {
    for (int i = 0; i < slots; i++) {
      frame.add(Opcodes.TOP);
    }
  }
}
