package io.oauthcc.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Runs single instructions on {@link SymbolicValue}s and notes all that others could see. */
final class SymbolicInterpreter extends Interpreter<SymbolicValue> {

  private final Set<String> sameOwners;
  private final String owner;
  private final List<String> events = new ArrayList<>();
  private int asked;
  private @Nullable SymbolicValue compared;

  /**
   * @param owner the class that has the method
   * @param superNames its superclasses: a field of theirs may be named by either class
   */
  SymbolicInterpreter(String owner, Set<String> superNames) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.sameOwners = superNames;
  }

  List<String> events() {
    return events;
  }

  void note(String event) {
    events.add(event);
  }

  /** What the last condition or switch looked at. */
  SymbolicValue compared() {
    if (compared == null) {
      throw new IllegalStateException("nothing was compared");
    }
    return compared;
  }

  /** An exception out of the blue. */
  SymbolicValue thrown() {
    return new SymbolicValue(1, "exception " + asked++);
  }

  @Override
  public @Nullable SymbolicValue newValue(@Nullable Type type) {
    if (type == null) {
      return SymbolicValue.NOTHING;
    }
    return type.equals(Type.VOID_TYPE) ? null : new SymbolicValue(type.getSize(), "? " + type);
  }

  @Override
  public SymbolicValue newOperation(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      return SymbolicValue.ofInt(opcode - Opcodes.ICONST_0);
    }
    return switch (opcode) {
      case Opcodes.ACONST_NULL -> new SymbolicValue(1, "null");
      case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 ->
          new SymbolicValue(2, "constant by " + opcode);
      case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 ->
          new SymbolicValue(1, "constant by " + opcode);
      case Opcodes.BIPUSH, Opcodes.SIPUSH ->
          SymbolicValue.ofInt(((IntInsnNode) instruction).operand);
      case Opcodes.LDC -> constant(((LdcInsnNode) instruction).cst);
      case Opcodes.GETSTATIC -> {
        FieldInsnNode field = (FieldInsnNode) instruction;
        yield ask(Type.getType(field.desc).getSize(), "get static " + name(field));
      }
      case Opcodes.NEW -> ask(1, "new " + ((TypeInsnNode) instruction).desc);
      default -> throw new IllegalStateException("opcode " + opcode);
    };
  }

  private static SymbolicValue constant(Object value) {
    boolean isWide = value instanceof Long || value instanceof Double;
    return new SymbolicValue(isWide ? 2 : 1, "constant " + value);
  }

  @Override
  public SymbolicValue copyOperation(AbstractInsnNode instruction, SymbolicValue value) {
    return value;
  }

  @Override
  public @Nullable SymbolicValue unaryOperation(AbstractInsnNode instruction, SymbolicValue value) {
    int opcode = instruction.getOpcode();
    return switch (opcode) {
      case Opcodes.GETFIELD -> {
        FieldInsnNode read = (FieldInsnNode) instruction;
        yield ask(Type.getType(read.desc).getSize(), "get " + name(read) + " of " + value);
      }
      case Opcodes.PUTSTATIC ->
          does("put static " + name((FieldInsnNode) instruction) + " = " + value);
      case Opcodes.IINC ->
          new SymbolicValue(1, "(" + value + " + " + ((IincInsnNode) instruction).incr + ")");
      case Opcodes.CHECKCAST -> {
        does("cast " + value + " to " + ((TypeInsnNode) instruction).desc);
        yield value;
      }
      case Opcodes.INSTANCEOF -> ask(1, "is " + value + " a " + ((TypeInsnNode) instruction).desc);
      case Opcodes.NEWARRAY, Opcodes.ANEWARRAY -> ask(1, "new array of " + value);
      case Opcodes.ARRAYLENGTH -> ask(1, "length of " + value);
      case Opcodes.MONITORENTER, Opcodes.MONITOREXIT ->
          does("monitor by " + opcode + " of " + value);
      case Opcodes.IFEQ,
          Opcodes.IFNE,
          Opcodes.IFLT,
          Opcodes.IFGE,
          Opcodes.IFGT,
          Opcodes.IFLE,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL,
          Opcodes.TABLESWITCH,
          Opcodes.LOOKUPSWITCH -> {
        compared = value;
        yield null;
      }
      default -> new SymbolicValue(isWideAfterUnary(opcode) ? 2 : 1, opcode + " of " + value);
    };
  }

  private static boolean isWideAfterUnary(int opcode) {
    return switch (opcode) {
      case Opcodes.LNEG, Opcodes.DNEG -> true;
      case Opcodes.I2L, Opcodes.I2D, Opcodes.L2D, Opcodes.F2L, Opcodes.F2D, Opcodes.D2L -> true;
      default -> false;
    };
  }

  @Override
  public @Nullable SymbolicValue binaryOperation(
      AbstractInsnNode instruction, SymbolicValue first, SymbolicValue second) {
    int opcode = instruction.getOpcode();
    if (opcode == Opcodes.PUTFIELD) {
      return does("put " + name((FieldInsnNode) instruction) + " of " + first + " = " + second);
    }
    if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
      compared = new SymbolicValue(1, first + " against " + second);
      return null;
    }
    boolean readsArray = opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD;
    if (readsArray) {
      boolean isWide = opcode == Opcodes.LALOAD || opcode == Opcodes.DALOAD;
      return ask(isWide ? 2 : 1, "element " + second + " of " + first);
    }
    boolean isComparison = opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG;
    boolean isShift = opcode >= Opcodes.ISHL && opcode <= Opcodes.LUSHR;
    boolean isLongOrDouble = isShift ? opcode % 2 == 1 : first.size() == 2;
    int size = !isComparison && isLongOrDouble ? 2 : 1;
    return new SymbolicValue(size, opcode + " of (" + first + ", " + second + ")");
  }

  @Override
  public @Nullable SymbolicValue ternaryOperation(
      AbstractInsnNode instruction, SymbolicValue array, SymbolicValue at, SymbolicValue value) {
    return does("element " + at + " of " + array + " = " + value);
  }

  @Override
  public SymbolicValue naryOperation(
      AbstractInsnNode instruction, List<? extends SymbolicValue> values) {
    if (instruction instanceof MethodInsnNode call) {
      String what = call.getOpcode() + " " + call.owner + "." + call.name + call.desc;
      return ask(sizeOfResult(call.desc), "call " + what + values);
    }
    if (instruction instanceof InvokeDynamicInsnNode call) {
      String what = call.name + call.desc + Arrays.toString(call.bsmArgs);
      return ask(sizeOfResult(call.desc), "dynamic " + what + values);
    }
    return ask(1, "new array of " + values);
  }

  private static int sizeOfResult(String descriptor) {
    return Math.max(1, Type.getReturnType(descriptor).getSize());
  }

  @Override
  public void returnOperation(
      AbstractInsnNode instruction, SymbolicValue value, SymbolicValue expected) {}

  @Override
  public SymbolicValue merge(SymbolicValue one, SymbolicValue other) {
    return one;
  }

  private SymbolicValue ask(int size, String what) {
    String name = "#" + asked++;
    events.add(name + ": " + what);
    return new SymbolicValue(size, name);
  }

  private @Nullable SymbolicValue does(String what) {
    events.add(what);
    return null;
  }

  private String name(FieldInsnNode field) {
    String of = sameOwners.contains(field.owner) ? owner : field.owner;
    return of + "." + field.name + field.desc;
  }
}
