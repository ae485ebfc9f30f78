package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Advice for one method, as its class file tells it: it is read and never loaded. Written with the
 * annotations of {@code net.bytebuddy.asm.Advice}, of which this much is understood:
 *
 * <ul>
 *   <li>{@code OnMethodEnter}, with {@code skipOn = OnNonDefaultValue.class};
 *   <li>{@code OnMethodExit}, with {@code onThrowable = Throwable.class};
 *   <li>for parameters: {@code This}, {@code Argument} (on entry), {@code FieldValue}, {@code
 *       Enter}, {@code Return}, {@code Local}, {@code Thrown} and a bound {@code SelfCallHandle}.
 * </ul>
 *
 * <p>Its methods are static; a lambda in them would be a method that the woven class lacks.
 */
public final class AdviceClass extends ClassVisitor {

  private static final String ENTER = "OnMethodEnter";
  private static final String EXIT = "OnMethodExit";

  private final List<AdviceMethod> methods = new ArrayList<>();
  private final ClassReader reader;

  private AdviceClass(ClassReader reader) {
    super(Opcodes.ASM9);
    this.reader = reader;
  }

  /**
   * Reads advice from a class file.
   *
   * @throws UnsupportedAdviceException if it says what is not understood
   */
  public static AdviceClass of(byte[] classFile) {
    AdviceClass advice = new AdviceClass(new ClassReader(classFile));
    advice.reader.accept(
        advice, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    advice.refuseArgumentsOnExit();
    return advice;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    AdviceMethod read = new AdviceMethod(method, descriptor);
    methods.add(read);
    return read;
  }

  /** The advice on entry, or null. */
  @Nullable AdviceMethod enter() {
    return method(ENTER);
  }

  /** The advice on exit, or null. */
  @Nullable AdviceMethod exit() {
    return method(EXIT);
  }

  private @Nullable AdviceMethod method(String kind) {
    for (AdviceMethod method : methods) {
      if (method.isOn(kind)) {
        return method;
      }
    }
    return null;
  }

  /** The woven method may have put something else into their variables by then. */
  private void refuseArgumentsOnExit() {
    AdviceMethod exit = exit();
    for (int i = 0; exit != null && i < exit.types.length; i++) {
      if (exit.parameter(i).kind.equals("Argument")) {
        throw new UnsupportedAdviceException("@Argument on exit");
      }
    }
  }

  /** Has {@code code} visit the instructions of one of the advice's methods. */
  void accept(AdviceMethod method, MethodVisitor code) {
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return name.equals(method.name) && descriptor.equals(method.descriptor) ? code : null;
          }
        },
        ClassReader.EXPAND_FRAMES | ClassReader.SKIP_DEBUG);
  }
}
