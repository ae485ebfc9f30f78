package io.oauthcc.packaging;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One lambda or method reference as a class: a field for each captured value, and the method of the
 * functional interface, which converts its arguments and calls on, as {@code
 * java.lang.invoke.LambdaMetafactory} says. One that captures nothing is made once.
 */
final class Closure {

  private static final String INSTANCE = "INSTANCE";
  private static final String FACTORY = "of";

  private final String name;
  private final String functionName;
  private final Type interfaceType;
  private final Type[] captured;
  private final Type erased;
  private final Type instantiated;
  private final Handle target;

  /**
   * @param name of the class, as in a class file
   * @param functionName the interface's method
   * @param descriptor takes the captured values, gives the interface
   * @param arguments the metafactory's: the method's type, what it calls, its type with type
   *     arguments in place
   */
  Closure(String name, String functionName, String descriptor, Handle target, Object... arguments) {
    this.name = name;
    this.functionName = functionName;
    this.interfaceType = Type.getReturnType(descriptor);
    this.captured = Type.getArgumentTypes(descriptor);
    this.erased = (Type) arguments[0];
    this.instantiated = (Type) arguments[2];
    this.target = target;
  }

  /** Puts the function on the stack, in place of the captured values. */
  void make(MethodVisitor code) {
    if (captured.length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, interfaceType.getDescriptor());
    } else {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, name, FACTORY, factoryDescriptor(), false);
    }
  }

  private String factoryDescriptor() {
    return Type.getMethodDescriptor(interfaceType, captured);
  }

  private String constructorDescriptor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
  }

  /**
   * The class file.
   *
   * @param version of the class that has the lambda
   */
  byte[] toByteArray(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        new String[] {interfaceType.getInternalName()});
    for (int i = 0; i < captured.length; i++) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      writer.visitField(access, field(i), captured[i].getDescriptor(), null, null).visitEnd();
    }
    constructor(writer);
    if (captured.length == 0) {
      instance(writer);
    } else {
      factory(writer);
    }
    function(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int position) {
    return "captured" + position;
  }

  private void constructor(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorDescriptor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    int slot = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), slot);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
      slot += captured[i].getSize();
    }
    end(code, Type.VOID_TYPE);
  }

  private void instance(ClassWriter writer) {
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(access, INSTANCE, interfaceType.getDescriptor(), null, null).visitEnd();
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    construct(code);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, interfaceType.getDescriptor());
    end(code, Type.VOID_TYPE);
  }

  private void factory(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, factoryDescriptor(), null, null);
    code.visitCode();
    construct(code);
    end(code, interfaceType);
  }

  private void construct(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int slot = 0;
    for (Type value : captured) {
      code.visitVarInsn(value.getOpcode(Opcodes.ILOAD), slot);
      slot += value.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructorDescriptor(), false);
  }

  private void function(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, functionName, erased.getDescriptor(), null, null);
    code.visitCode();
    Call call = new Call(target);
    Type[] taken = call.parameters();
    call.begin(code);
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
    }
    Type[] given = erased.getArgumentTypes();
    Type[] meant = instantiated.getArgumentTypes();
    int slot = 1;
    for (int i = 0; i < given.length; i++) {
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), slot);
      Conversion.emit(code, given[i], meant[i]);
      Conversion.emit(code, meant[i], taken[captured.length + i]);
      slot += given[i].getSize();
    }
    call.end(code);
    Conversion.emit(code, call.result(), erased.getReturnType());
    end(code, erased.getReturnType());
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
