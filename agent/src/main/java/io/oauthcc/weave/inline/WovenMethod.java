package io.oauthcc.weave.inline;

import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes a method with advice before and after its own code.
 *
 * <pre>
 * variables:  parameters | advice locals | enter's result | result | own, or thrown and advice's
 *
 *             advice locals = 0
 *             enter advice                              its return: goto entered
 * entered:    if (enter's result) goto skipped
 * own:        own code                                  its return: result = …; goto returned
 * skipped:    result = 0; goto returned
 * caught:     thrown = exception; result = 0; goto exit
 * returned:   thrown = null
 * exit:       exit advice                               its return: goto left
 * left:       if (thrown != null) throw thrown; return result
 * </pre>
 *
 * <p>The verifier's frames are the method's own and the advice's, put together; none is computed,
 * which would take the client's class hierarchy. Most of the method's own say what is different
 * from the one before, and that stays. Between two frames there is an instruction always.
 */
final class WovenMethod extends OperandStack {

  private static final Type THROWABLE = Type.getObjectType("java/lang/Throwable");
  private static final String ENTER = "Enter";
  private static final String RETURN = "Return";
  private static final String THROWN = "Thrown";

  private final String name;
  private final boolean isStatic;
  private final Type result;
  private final AdviceClass advice;
  private final @Nullable AdviceMethod enter;
  private final @Nullable AdviceMethod exit;
  private final Variables variables;
  private final OwnLocals ownLocals;
  private final GlueCode code;
  private final AdviceParameters parameters;

  /** Whether the frame before is the own one with what was added in between. */
  private boolean isInStep;

  private final Label skipped = new Label();
  private final Label ownBegin = new Label();
  private final Label returned = new Label();

  WovenMethod(
      MethodVisitor next,
      WovenClass owner,
      int access,
      String name,
      String descriptor,
      AdviceClass advice) {
    super(next);
    this.name = owner.name() + "." + name;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.result = Type.getReturnType(descriptor);
    this.advice = advice;
    this.enter = advice.enter();
    this.exit = advice.exit();
    this.variables = new Variables(owner.name(), isStatic, descriptor);
    this.ownLocals = new OwnLocals(owner.name(), isStatic, descriptor);
    this.code = new GlueCode(next, owner.hasFrames());
    this.parameters =
        new AdviceParameters(
            owner, variables, code, new SelfCall(owner.name(), access, name, descriptor));
  }

  @Override
  public void visitCode() {
    super.visitCode();
    addVariables();
    if (enter != null) {
      Label entered = new Label();
      advice.accept(enter, AdviceCode.onEntry(enter, parameters, code, variables, entered));
      if (variables.has(ENTER)) {
        variables.isSet(ENTER);
      }
      code.label(entered);
      code.frame(variables.before());
      isInStep = true;
      if (enter.skips()) {
        code.jumpUnlessDefault(enter.result(), variables.slot(ENTER), skipped);
      } else {
        code.nothing();
      }
    }
    code.label(ownBegin);
  }

  /** Each in a slot of its own: a jump from inside a {@code try} is to find the own ones there. */
  private void addVariables() {
    if (enter != null) {
      for (int i = 0; i < enter.types.length; i++) {
        AdviceAnnotation parameter = enter.parameter(i);
        if (parameter.kind.equals("Local")) {
          variables.add(parameter.meaning(), enter.types[i]);
          code.pushDefault(enter.types[i]);
          code.store(enter.types[i], variables.slot(parameter.meaning()));
          variables.isSet(parameter.meaning());
        }
      }
      if (enter.result().getSize() > 0) {
        variables.add(ENTER, enter.result());
      }
    }
    if (exit != null && result.getSize() > 0) {
      variables.add(RETURN, result);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (exit == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    storeResult();
    take(result.getSize());
    clear();
    super.visitJumpInsn(Opcodes.GOTO, returned);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean writes = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    boolean isWide = opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
    boolean isAcrossTheEnd = isWide && variable == variables.parametersEnd() - 1;
    boolean isOfThis = variable == 0 && !isStatic && exit != null;
    if (isAcrossTheEnd || (writes && isOfThis)) {
      throw new UnsupportedAdviceException("a method that overwrites its parameters: " + name);
    }
    super.visitVarInsn(opcode, variables.own(variable));
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    super.visitIincInsn(variables.own(variable), increment);
  }

  @Override
  public void visitLocalVariable(
      String variable, String type, @Nullable String signature, Label start, Label end, int index) {
    super.visitLocalVariable(variable, type, signature, start, end, variables.own(index));
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackCount,
      Object @Nullable [] stack) {
    boolean wasWhole = ownLocals.slots() >= variables.parametersEnd();
    ownLocals.follow(type, localCount, locals);
    boolean isWhole = wasWhole && ownLocals.slots() >= variables.parametersEnd();
    boolean isSame = type == Opcodes.F_SAME || type == Opcodes.F_SAME1;
    if (isInStep && type != Opcodes.F_FULL && (isWhole || isSame)) {
      super.visitFrame(type, localCount, locals, stackCount, stack);
      return;
    }
    Object[] own = ownLocals.toArray();
    List<Object> all = variables.within(own.length, own);
    super.visitFrame(Opcodes.F_FULL, all.size(), all.toArray(), stackCount, stack);
    isInStep = true;
  }

  @Override
  public void visitMaxs(int ownStack, int ownLocals) {
    code.needs(ownStack, variables.own(Math.max(ownLocals, variables.parametersEnd())) + 1);
    Label ownEnd = new Label();
    code.label(ownEnd);
    if (enter != null && enter.skips()) {
      code.label(skipped);
      code.frame(variables.after());
      code.pushDefault(result);
      if (exit == null) {
        mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
      } else {
        storeResult();
        code.jump(returned);
      }
    }
    if (exit != null && exit.catches()) {
      leaveThrowing(exit, ownEnd);
    } else if (exit != null) {
      leave(exit);
    }
    super.visitMaxs(code.maxStack(), code.maxLocals());
  }

  private void leave(AdviceMethod exit) {
    Label left = new Label();
    resultIsSet();
    code.label(returned);
    code.frame(variables.after());
    code.nothing();
    advice.accept(exit, AdviceCode.onExit(exit, parameters, code, variables, left));
    code.label(left);
    code.frame(variables.after());
    returnResult();
  }

  /** The same where the advice runs also when the own code threw. */
  private void leaveThrowing(AdviceMethod exit, Label ownEnd) {
    Label caught = new Label();
    Label begin = new Label();
    Label left = new Label();
    Label well = new Label();
    int thrown = variables.addedEnd();
    // Behind the method's own handlers, which come first.
    mv.visitTryCatchBlock(ownBegin, ownEnd, caught, THROWABLE.getInternalName());
    code.label(caught);
    code.frame(variables.after(), 1, new Object[] {THROWABLE.getInternalName()});
    code.store(THROWABLE, thrown);
    code.pushDefault(result);
    storeResult();
    code.jump(begin);
    resultIsSet();
    code.label(returned);
    code.frame(variables.after());
    code.pushDefault(THROWABLE);
    code.store(THROWABLE, thrown);
    variables.add(THROWN, THROWABLE);
    variables.isSet(THROWN);
    code.label(begin);
    code.frame(variables.after());
    code.nothing();
    advice.accept(exit, AdviceCode.onExit(exit, parameters, code, variables, left));
    code.label(left);
    code.frame(variables.after());
    code.load(THROWABLE, thrown);
    mv.visitJumpInsn(Opcodes.IFNULL, well);
    code.load(THROWABLE, thrown);
    mv.visitInsn(Opcodes.ATHROW);
    code.label(well);
    code.frame(variables.after());
    returnResult();
  }

  private void resultIsSet() {
    if (variables.has(RETURN)) {
      variables.isSet(RETURN);
    }
  }

  private void storeResult() {
    if (variables.has(RETURN)) {
      code.store(result, variables.slot(RETURN));
    }
  }

  private void returnResult() {
    if (variables.has(RETURN)) {
      code.load(result, variables.slot(RETURN));
    }
    mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }
}
