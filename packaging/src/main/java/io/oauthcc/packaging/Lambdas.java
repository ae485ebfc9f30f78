package io.oauthcc.packaging;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Turns a class's lambdas and method references into {@linkplain Closure classes}. At run time each
 * would be spun and linked when it is first reached, half a millisecond on the application's
 * thread, and the first of all starts the method handle machinery. A class that has none is left as
 * it is.
 *
 * <p>A body that javac made a private method, {@code lambda$name$0}, becomes a static one that its
 * package may call. Any other method of the class itself, which may be private, gets a door. What
 * is no plain lambda (one to be serialized, one in an interface) stays one.
 */
final class Lambdas extends ClassVisitor {

  private static final String SUFFIX = "$Closure";
  private static final Pattern CLOSURE = Pattern.compile("\\$Closure\\d+\\.class$");
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String BODY = "lambda$";

  private final SortedMap<String, byte[]> closures = new TreeMap<>();
  private String name = "";
  private int version;
  private boolean isInterface;

  private Lambdas(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * The class and those made of its lambdas, by name as in a jar.
   *
   * @param fileName the class file's
   */
  static SortedMap<String, byte[]> toClasses(String fileName, byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Lambdas lambdas = new Lambdas(writer);
    new ClassReader(classFile).accept(lambdas, 0);
    boolean hasNone = lambdas.closures.isEmpty();
    lambdas.closures.put(fileName, hasNone ? classFile : writer.toByteArray());
    return lambdas.closures;
  }

  /** The class that a class was made for, or the class itself. */
  static String owner(String fileName) {
    return CLOSURE.matcher(fileName).replaceFirst(".class");
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    this.name = name;
    this.version = version;
    this.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    boolean isBody = !isInterface && isBody(method) && (access & Opcodes.ACC_SYNTHETIC) != 0;
    MethodVisitor next =
        isBody
            ? super.visitMethod(
                (access & ~Opcodes.ACC_PRIVATE) | Opcodes.ACC_STATIC,
                method,
                (access & Opcodes.ACC_STATIC) != 0 ? descriptor : withReceiver(descriptor),
                signature,
                exceptions)
            : super.visitMethod(access, method, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String function, String type, Handle bootstrap, Object... arguments) {
        if (!isInterface
            && bootstrap.getOwner().equals(METAFACTORY)
            && bootstrap.getName().equals("metafactory")) {
          closure(function, type, arguments).make(mv);
        } else {
          refuseBodies(arguments);
          super.visitInvokeDynamicInsn(function, type, bootstrap, arguments);
        }
      }
    };
  }

  /** They have become something else. */
  private void refuseBodies(Object... arguments) {
    for (Object argument : arguments) {
      if (!isInterface && argument instanceof Handle handle && isBody(handle.getName())) {
        throw new IllegalStateException(name + " has a lambda that cannot be a class: " + handle);
      }
    }
  }

  private static boolean isBody(String method) {
    return method.startsWith(BODY);
  }

  private String withReceiver(String descriptor) {
    return "(L" + name + ";" + descriptor.substring(1);
  }

  private Closure closure(String function, String type, Object... arguments) {
    int number = closures.size() + 1;
    Handle called = (Handle) arguments[1];
    Handle target = called.getOwner().equals(name) ? reachable(called, number) : called;
    Closure closure = new Closure(name + SUFFIX + number, function, type, target, arguments);
    closures.put(name + SUFFIX + number + ".class", closure.toByteArray(version));
    return closure;
  }

  /** A static method in place of one that may be private. */
  private Handle reachable(Handle called, int number) {
    if (isBody(called.getName())) {
      boolean isStatic = called.getTag() == Opcodes.H_INVOKESTATIC;
      String descriptor = isStatic ? called.getDesc() : withReceiver(called.getDesc());
      return staticMethod(called.getName(), descriptor);
    }
    Call call = new Call(called);
    Handle door =
        staticMethod(
            "closure$" + number, Type.getMethodDescriptor(call.result(), call.parameters()));
    MethodVisitor code =
        cv.visitMethod(
            Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, door.getName(), door.getDesc(), null, null);
    code.visitCode();
    call.begin(code);
    int slot = 0;
    for (Type parameter : call.parameters()) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
      slot += parameter.getSize();
    }
    call.end(code);
    code.visitInsn(call.result().getOpcode(Opcodes.IRETURN));
    code.visitMaxs(slot + 2, slot);
    code.visitEnd();
    return door;
  }

  private Handle staticMethod(String method, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, name, method, descriptor, false);
  }
}
