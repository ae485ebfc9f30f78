package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Where a woven method keeps what: its parameters where they were, then what advice adds, then its
 * own variables, moved up by as much.
 *
 * <p>Once the method's own code has run, its parameters count as unknown: it may have used their
 * slots for something else. {@code this} stays.
 */
final class Variables {

  private final String owner;
  private final boolean isStatic;
  private final Type[] parameters;
  private final int parametersEnd;
  private final List<Added> added = new ArrayList<>();
  private int addedEnd;

  /**
   * @param owner the class that has the method
   */
  Variables(String owner, boolean isStatic, String descriptor) {
    this.owner = owner;
    this.isStatic = isStatic;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.parametersEnd = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic ? 1 : 0);
    this.addedEnd = parametersEnd;
  }

  /** The slot behind the parameters. */
  int parametersEnd() {
    return parametersEnd;
  }

  /** The slot behind what was added so far. */
  int addedEnd() {
    return addedEnd;
  }

  /**
   * Adds a variable, which has no value yet.
   *
   * @param meaning what advice calls it, {@code Enter}
   */
  void add(String meaning, Type type) {
    added.add(new Added(meaning, type, addedEnd));
    addedEnd += type.getSize();
  }

  /** From here on, an added variable has a value on every path. */
  void isSet(String meaning) {
    find(meaning).isSet = true;
  }

  boolean has(String meaning) {
    return search(meaning) != null;
  }

  int slot(String meaning) {
    return find(meaning).slot;
  }

  Type type(String meaning) {
    return find(meaning).type;
  }

  /** The slot of the parameter at a position. */
  int slotOfArgument(int position) {
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < position; i++) {
      slot += parameters[i].getSize();
    }
    return slot;
  }

  Type typeOfArgument(int position) {
    if (position >= parameters.length) {
      throw new UnsupportedAdviceException("@Argument(" + position + "), which does not exist");
    }
    return parameters[position];
  }

  /** Where a variable of the method's own code has moved to. */
  int own(int variable) {
    return variable < parametersEnd ? variable : variable - parametersEnd + addedEnd;
  }

  /** The variables before the method's own code has run. */
  List<Object> before() {
    List<Object> before = new ArrayList<>();
    if (!isStatic) {
      before.add(owner);
    }
    for (Type parameter : parameters) {
      before.add(Frames.of(parameter));
    }
    addAdded(before);
    return before;
  }

  /** The variables after the method's own code has run. */
  List<Object> after() {
    List<Object> after = new ArrayList<>();
    if (!isStatic) {
      after.add(owner);
    }
    Frames.addUnknown(after, parametersEnd - after.size());
    addAdded(after);
    return after;
  }

  /** The variables where the method's own code has a frame. */
  List<Object> within(int localCount, Object @Nullable [] locals) {
    List<Object> within = new ArrayList<>();
    int slot = 0;
    for (int i = 0; i < localCount || slot < parametersEnd; i++) {
      if (slot == parametersEnd) {
        addAdded(within);
      }
      Object local = locals != null && i < localCount ? locals[i] : Opcodes.TOP;
      within.add(local);
      slot += Frames.size(local);
    }
    if (slot == parametersEnd) {
      addAdded(within);
    }
    return within;
  }

  private void addAdded(List<Object> frame) {
    for (Added variable : added) {
      if (variable.isSet) {
        frame.add(Frames.of(variable.type));
      } else {
        Frames.addUnknown(frame, variable.type.getSize());
      }
    }
  }

  private Added find(String meaning) {
    Added found = search(meaning);
    if (found == null) {
      throw new UnsupportedAdviceException("@" + meaning + ", which this method does not have");
    }
    return found;
  }

  private @Nullable Added search(String meaning) {
    for (Added variable : added) {
      if (variable.meaning.equals(meaning)) {
        return variable;
      }
    }
    return null;
  }

  private static final class Added {

    private final String meaning;
    private final Type type;
    private final int slot;
    private boolean isSet;

    Added(String meaning, Type type, int slot) {
      this.meaning = meaning;
      this.type = type;
      this.slot = slot;
    }
  }
}
