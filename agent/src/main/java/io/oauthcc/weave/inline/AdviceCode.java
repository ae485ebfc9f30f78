package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies an advice method's instructions into a woven method. Its parameters become what they stand
 * for; its variables lie behind those of the woven method; its returns lead to {@code end}.
 */
final class AdviceCode extends MethodVisitor {

  private static final int NO_RESULT = -1;

  private final AdviceMethod advice;
  private final AdviceParameters parameters;
  private final GlueCode code;
  private final List<Object> frame;
  private final int resultSlot;
  private final Label end;
  private final int parametersEnd;
  private final int shift;

  /**
   * Advice on entry.
   *
   * @param variables as they are when it begins
   * @param end where it leads to
   */
  static AdviceCode onEntry(
      AdviceMethod advice,
      AdviceParameters parameters,
      GlueCode code,
      Variables variables,
      Label end) {
    int resultSlot = advice.result().getSize() == 0 ? NO_RESULT : variables.slot("Enter");
    return new AdviceCode(
        advice, parameters, code, variables.before(), variables.addedEnd(), resultSlot, end);
  }

  /** Advice on exit; see {@link #onEntry}. */
  static AdviceCode onExit(
      AdviceMethod advice,
      AdviceParameters parameters,
      GlueCode code,
      Variables variables,
      Label end) {
    if (advice.result().getSize() > 0) {
      throw new UnsupportedAdviceException("a result on exit");
    }
    return new AdviceCode(
        advice, parameters, code, variables.after(), variables.addedEnd(), NO_RESULT, end);
  }

  private AdviceCode(
      AdviceMethod advice,
      AdviceParameters parameters,
      GlueCode code,
      List<Object> frame,
      int firstOwn,
      int resultSlot,
      Label end) {
    super(Opcodes.ASM9);
    this.advice = advice;
    this.parameters = parameters;
    this.code = code;
    this.frame = frame;
    this.resultSlot = resultSlot;
    this.end = end;
    this.parametersEnd = advice.parametersEnd();
    this.shift = firstOwn - parametersEnd;
  }

  /** Until here annotations were visited, which must not become the woven method's. */
  @Override
  public void visitCode() {
    mv = code.target();
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    code.needs(maxStack, maxLocals + shift);
    mv = null;
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (variable >= parametersEnd) {
      mv.visitVarInsn(opcode, variable + shift);
      return;
    }
    int position = advice.positionOf(variable);
    AdviceAnnotation parameter = advice.parameter(position);
    if (opcode >= Opcodes.ISTORE) {
      parameters.write(parameter, advice.types[position]);
    } else {
      parameters.read(parameter, advice.types[position]);
    }
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    if (variable < parametersEnd) {
      throw new UnsupportedAdviceException("an increment of a parameter");
    }
    mv.visitIincInsn(variable + shift, increment);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      mv.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      code.store(advice.result(), resultSlot);
    }
    code.jump(end);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackCount,
      Object @Nullable [] stack) {
    List<Object> all = new ArrayList<>(frame);
    int slot = 0;
    for (int i = 0; locals != null && i < localCount; i++) {
      if (slot >= parametersEnd) {
        all.add(locals[i]);
      }
      slot += Frames.size(locals[i]);
    }
    code.frame(all, stackCount, stack);
  }

  /** Its code would be a method of the advice class, which the client does not see. */
  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    throw new UnsupportedAdviceException("a lambda or a text put together");
  }
}
