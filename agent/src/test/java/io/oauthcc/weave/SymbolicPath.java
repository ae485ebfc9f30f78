package io.oauthcc.weave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * One way through a method: each condition, exception and switch goes as chance has it, and the
 * same question gets the same answer twice. Two weavings of a method that do the same thing do it
 * on every path with the same seed.
 */
final class SymbolicPath {

  private static final int LONGEST = 6000;

  /** A call throws one time in so many. */
  private static final int[] OFTEN_TO_RARELY = {12, 60, 600};

  /** How often a condition holds. */
  private static final int[] YES_PERCENT = {50, 20, 80};

  private final MethodNode method;
  private final SymbolicInterpreter interpreter;
  private final Random chance;
  private final int throwsOneIn;
  private final int yesPercent;
  private final Frame<SymbolicValue> frame;
  private final Set<AbstractInsnNode> reached;

  /** What was decided of a value before. */
  private final Map<String, Boolean> known = new HashMap<>();

  private @Nullable AbstractInsnNode next;
  private @Nullable SymbolicValue exception;

  private SymbolicPath(
      String owner,
      Set<String> superNames,
      MethodNode method,
      long seed,
      Set<AbstractInsnNode> reached) {
    this.method = method;
    this.interpreter = new SymbolicInterpreter(owner, superNames);
    this.chance = new Random(seed);
    this.throwsOneIn = OFTEN_TO_RARELY[(int) (seed % OFTEN_TO_RARELY.length)];
    this.yesPercent = YES_PERCENT[(int) (seed / OFTEN_TO_RARELY.length % YES_PERCENT.length)];
    this.frame = new Frame<>(method.maxLocals, method.maxStack);
    this.reached = reached;
    this.next = method.instructions.getFirst();
  }

  /**
   * What the method does, as others see it; ends with {@code …} where it is a very long way.
   *
   * @param reached takes the instructions on the way
   */
  static List<String> follow(
      String owner,
      Set<String> superNames,
      MethodNode method,
      long seed,
      Set<AbstractInsnNode> reached) {
    SymbolicPath path = new SymbolicPath(owner, superNames, method, seed, reached);
    try {
      return path.follow();
    } catch (AnalyzerException e) {
      throw new IllegalStateException(method.name, e);
    }
  }

  private List<String> follow() throws AnalyzerException {
    setParameters();
    for (int i = 0; i < LONGEST; i++) {
      AbstractInsnNode instruction = next;
      if (instruction == null || step(instruction)) {
        return interpreter.events();
      }
    }
    interpreter.note("…");
    return interpreter.events();
  }

  private void setParameters() {
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      frame.setLocal(slot++, new SymbolicValue(1, "this"));
    }
    int position = 0;
    for (Type type : Type.getArgumentTypes(method.desc)) {
      frame.setLocal(slot++, new SymbolicValue(type.getSize(), "arg" + position++));
      if (type.getSize() == 2) {
        frame.setLocal(slot++, SymbolicValue.NOTHING);
      }
    }
    while (slot < method.maxLocals) {
      frame.setLocal(slot++, SymbolicValue.NOTHING);
    }
  }

  /** Returns whether the method is left. */
  private boolean step(AbstractInsnNode instruction) throws AnalyzerException {
    reached.add(instruction);
    int opcode = instruction.getOpcode();
    next = instruction.getNext();
    if (opcode < 0) {
      return false;
    }
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      interpreter.note(opcode == Opcodes.RETURN ? "returns" : "returns " + top());
      return true;
    }
    if (opcode == Opcodes.GOTO) {
      next = ((JumpInsnNode) instruction).label;
      return false;
    }
    if (opcode == Opcodes.ATHROW) {
      exception = top();
      interpreter.note("throws " + exception);
    } else {
      frame.execute(instruction, interpreter);
      boolean isCall =
          instruction instanceof MethodInsnNode || instruction instanceof InvokeDynamicInsnNode;
      exception = isCall && chance.nextInt(throwsOneIn) == 0 ? thrownByCall() : null;
    }
    if (exception != null) {
      return isCaughtNowhere(instruction, exception);
    }
    if (instruction instanceof JumpInsnNode jump) {
      next = jumps(opcode, interpreter.compared()) ? jump.label : next;
    } else if (instruction instanceof TableSwitchInsnNode choice) {
      next = choose(choice.labels, choice.dflt);
    } else if (instruction instanceof LookupSwitchInsnNode choice) {
      next = choose(choice.labels, choice.dflt);
    }
    return false;
  }

  private SymbolicValue top() {
    return frame.getStack(frame.getStackSize() - 1);
  }

  private SymbolicValue thrownByCall() {
    interpreter.note("which throws");
    SymbolicValue thrown = interpreter.thrown();
    known.put("non-null " + thrown, true);
    return thrown;
  }

  private boolean isCaughtNowhere(AbstractInsnNode at, SymbolicValue thrown) {
    int index = method.instructions.indexOf(at);
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      boolean covers =
          method.instructions.indexOf(block.start) <= index
              && index < method.instructions.indexOf(block.end);
      if (covers && catches(block.type, thrown)) {
        frame.clearStack();
        frame.push(thrown);
        next = block.handler;
        return false;
      }
    }
    interpreter.note("leaves with " + thrown);
    return true;
  }

  private boolean catches(@Nullable String type, SymbolicValue thrown) {
    return type == null || type.equals("java/lang/Throwable") || decide(thrown + " is a " + type);
  }

  private boolean jumps(int opcode, SymbolicValue value) {
    if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
      boolean isNonNull =
          !value.name().equals("null")
              && (value.name().equals("this")
                  || value.name().startsWith("constant")
                  || decide("non-null " + value));
      return (opcode == Opcodes.IFNONNULL) == isNonNull;
    }
    if (opcode <= Opcodes.IFLE && value.isInt()) {
      int number = value.asInt();
      return switch (opcode) {
        case Opcodes.IFEQ -> number == 0;
        case Opcodes.IFNE -> number != 0;
        case Opcodes.IFLT -> number < 0;
        case Opcodes.IFGE -> number >= 0;
        case Opcodes.IFGT -> number > 0;
        default -> number <= 0;
      };
    }
    boolean isInverse = opcode == Opcodes.IFNE;
    return decide((isInverse ? Opcodes.IFEQ : opcode) + " " + value) != isInverse;
  }

  private boolean decide(String question) {
    Boolean before = known.get(question);
    if (before == null) {
      before = chance.nextInt(100) < yesPercent;
      known.put(question, before);
      interpreter.note(question + "? " + before);
    }
    return before;
  }

  private LabelNode choose(List<LabelNode> labels, LabelNode otherwise) {
    int choice = chance.nextInt(labels.size() + 1);
    interpreter.note("case " + choice);
    return choice < labels.size() ? labels.get(choice) : otherwise;
  }
}
