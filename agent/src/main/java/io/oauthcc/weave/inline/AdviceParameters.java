package io.oauthcc.weave.inline;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What the parameters of advice stand for in a woven method. Each is read and written anew each
 * time: while advice waits, another thread may change a field.
 */
final class AdviceParameters {

  private final WovenClass owner;
  private final Variables variables;
  private final GlueCode code;
  private final SelfCall self;

  AdviceParameters(WovenClass owner, Variables variables, GlueCode code, SelfCall self) {
    this.owner = owner;
    this.variables = variables;
    this.code = code;
    this.self = self;
  }

  /** Puts on the stack what a parameter stands for. */
  void read(AdviceAnnotation parameter, Type type) {
    switch (parameter.kind) {
      case "This":
        check(parameter, type, Type.getObjectType(owner.name()), true);
        code.load(type, 0);
        break;
      case "FieldValue":
        field(parameter, type, false);
        break;
      case "SelfCallHandle":
        self.push(code);
        break;
      default:
        Type actual = type(parameter);
        check(parameter, type, actual, true);
        code.load(actual, slot(parameter));
    }
  }

  /** Takes from the stack what a parameter then stands for. */
  void write(AdviceAnnotation parameter, Type type) {
    if (!parameter.isWritable()) {
      throw new UnsupportedAdviceException("a new value for the read-only " + parameter);
    }
    if (parameter.kind.equals("FieldValue")) {
      field(parameter, type, true);
      return;
    }
    Type actual = type(parameter);
    check(parameter, type, actual, false);
    code.store(actual, slot(parameter));
  }

  private Type type(AdviceAnnotation parameter) {
    return parameter.kind.equals("Argument")
        ? variables.typeOfArgument(parameter.position())
        : variables.type(parameter.meaning());
  }

  private int slot(AdviceAnnotation parameter) {
    return parameter.kind.equals("Argument")
        ? variables.slotOfArgument(parameter.position())
        : variables.slot(parameter.meaning());
  }

  private void field(AdviceAnnotation parameter, Type type, boolean writes) {
    String name = parameter.name();
    MethodVisitor target = code.target();
    String ofStatic = owner.descriptorOf("static " + name);
    if (ofStatic != null) {
      check(parameter, type, Type.getType(ofStatic), !writes);
      int opcode = writes ? Opcodes.PUTSTATIC : Opcodes.GETSTATIC;
      target.visitFieldInsn(opcode, owner.name(), name, ofStatic);
      return;
    }
    String descriptor = owner.descriptorOf(name);
    if (descriptor == null) {
      throw new UnsupportedAdviceException(
          "the field " + name + ", which is not among the client's members");
    }
    check(parameter, type, Type.getType(descriptor), !writes);
    target.visitVarInsn(Opcodes.ALOAD, 0);
    if (writes && type.getSize() == 1) {
      target.visitInsn(Opcodes.SWAP);
    } else if (writes) {
      target.visitInsn(Opcodes.DUP_X2);
      target.visitInsn(Opcodes.POP);
    }
    int opcode = writes ? Opcodes.PUTFIELD : Opcodes.GETFIELD;
    target.visitFieldInsn(opcode, owner.name(), name, descriptor);
  }

  /** Advice may read a reference as an object of any class, or else names the very type. */
  private static void check(
      AdviceAnnotation parameter, Type type, Type actual, boolean mayBeWider) {
    boolean isWider =
        mayBeWider
            && GlueCode.isReference(actual)
            && type.getDescriptor().equals("Ljava/lang/Object;");
    if (!isWider && !type.equals(actual)) {
      throw new UnsupportedAdviceException(
          parameter + " as " + type.getClassName() + ", but it is " + actual.getClassName());
    }
  }
}
