package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Follows the variables of a method's own frames, each of which says only what is different from
 * the one before (JVMS 4.7.4).
 */
final class OwnLocals {

  private final List<Object> locals = new ArrayList<>();
  private int slots;

  /** The variables that a method begins with. */
  OwnLocals(String owner, boolean isStatic, String descriptor) {
    if (!isStatic) {
      add(owner);
    }
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      add(Frames.of(parameter));
    }
  }

  /** To be told of each frame, as ASM does. */
  void follow(int type, int count, Object @Nullable [] given) {
    if (type == Opcodes.F_CHOP) {
      for (int i = 0; i < count; i++) {
        slots -= Frames.size(locals.remove(locals.size() - 1));
      }
      return;
    }
    if (type == Opcodes.F_FULL) {
      locals.clear();
      slots = 0;
    }
    boolean hasMore = type == Opcodes.F_FULL || type == Opcodes.F_APPEND;
    for (int i = 0; hasMore && given != null && i < count; i++) {
      add(given[i]);
    }
  }

  private void add(Object local) {
    locals.add(local);
    slots += Frames.size(local);
  }

  /** How many slots they take. */
  int slots() {
    return slots;
  }

  Object[] toArray() {
    return locals.toArray();
  }
}
