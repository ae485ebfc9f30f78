package io.oauthcc.weave.inline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Follows how many values lie on the stack. The JVM lets a method return over values that are left
 * there, and Kotlin does so; a jump takes them along, and must not.
 */
abstract class OperandStack extends MethodVisitor {

  /** How many slots an instruction takes from the stack, by opcode; those with operands below. */
  private static final String TAKES =
      "00000000000000000000000000000000000000000000002222"
          + "22221212100000000000000000000343433331200000002424"
          + "24242424242424241212232323242424011122211122211142"
          + "24411111122222222000111212100000000000111111110011";

  /** How many it then puts there. */
  private static final String PUTS =
      "01111111122111221100012121000000000000000000001212"
          + "11110000000000000000000000000000000000000000001212"
          + "12121212121212121212121212121212021211212212111111"
          + "11100000000000000010000000000000000001111011000000";

  /** For {@code dup} to {@code dup2_x2}: how many slots are doubled, and how far down. */
  private static final String DOUBLES = "111222";

  private static final String BELOW = "123234";

  private static final byte[] EMPTY = {};

  private static final byte[] ONE = {1};

  /** By slot: 1 for a value, 2 for each half of a double one. */
  private byte[] slots = new byte[16];

  private int depth;
  private final Map<Label, byte[]> jumps = new HashMap<>();
  private boolean isUnreachable;

  OperandStack(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** Takes everything off the stack. */
  final void clear() {
    while (depth > 0) {
      boolean isDouble = slots[depth - 1] == 2;
      mv.visitInsn(isDouble ? Opcodes.POP2 : Opcodes.POP);
      take(isDouble ? 2 : 1);
    }
  }

  final void take(int count) {
    depth = Math.max(0, depth - count);
  }

  private void put(int size) {
    if (depth + size > slots.length) {
      slots = Arrays.copyOf(slots, slots.length * 2);
    }
    for (int i = 0; i < size; i++) {
      slots[depth++] = (byte) size;
    }
  }

  private void follow(int opcode) {
    if (opcode >= Opcodes.DUP && opcode <= Opcodes.DUP2_X2) {
      int count = DOUBLES.charAt(opcode - Opcodes.DUP) - '0';
      int below = BELOW.charAt(opcode - Opcodes.DUP) - '0';
      if (depth >= below) {
        insert(count, depth - below);
      }
    } else {
      take(TAKES.charAt(opcode) - '0');
      put(PUTS.charAt(opcode) - '0');
    }
    if (opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
      isUnreachable = true;
    }
  }

  /** Doubles the uppermost slots, with the copy in a place further down. */
  private void insert(int count, int place) {
    byte[] doubled = Arrays.copyOfRange(slots, depth - count, depth);
    for (int i = 0; i < count; i++) {
      put(1);
    }
    System.arraycopy(slots, place, slots, place + count, depth - count - place);
    System.arraycopy(doubled, 0, slots, place, count);
  }

  private void jump(Label target) {
    jumps.put(target, depth == 0 ? EMPTY : Arrays.copyOf(slots, depth));
  }

  private void restore(byte[] known) {
    slots = Arrays.copyOf(known, Math.max(16, known.length));
    depth = known.length;
  }

  @Override
  public void visitTryCatchBlock(
      Label start, Label end, Label handler, @Nullable String exception) {
    jumps.put(handler, ONE);
    super.visitTryCatchBlock(start, end, handler, exception);
  }

  @Override
  public void visitLabel(Label label) {
    byte[] known = isUnreachable ? jumps.get(label) : null;
    if (known != null) {
      restore(known);
      isUnreachable = false;
    }
    super.visitLabel(label);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackCount,
      Object @Nullable [] stack) {
    depth = 0;
    for (int i = 0; stack != null && i < stackCount; i++) {
      put(Frames.size(stack[i]));
    }
    isUnreachable = false;
    super.visitFrame(type, localCount, locals, stackCount, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    follow(opcode);
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    follow(opcode);
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    follow(opcode);
    super.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    follow(opcode);
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    int size = Type.getType(descriptor).getSize();
    boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
    boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    take((isStatic ? 0 : 1) + (reads ? 0 : size));
    put(reads ? size : 0);
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    call(descriptor, opcode == Opcodes.INVOKESTATIC);
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    call(descriptor, true);
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  private void call(String descriptor, boolean isStatic) {
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    take((sizes >> 2) - (isStatic ? 1 : 0));
    put(sizes & 3);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    follow(opcode);
    jump(target);
    isUnreachable = opcode == Opcodes.GOTO;
    super.visitJumpInsn(opcode, target);
  }

  @Override
  public void visitLdcInsn(Object value) {
    put(value instanceof Long || value instanceof Double ? 2 : 1);
    super.visitLdcInsn(value);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    switchTo(otherwise, labels);
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    switchTo(otherwise, labels);
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  private void switchTo(Label otherwise, Label[] labels) {
    take(1);
    jump(otherwise);
    for (Label label : labels) {
      jump(label);
    }
    isUnreachable = true;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    take(dimensions);
    put(1);
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
