package io.oauthcc.weave.inline;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What the signature and the annotations of an advice method say. */
final class AdviceMethod extends MethodVisitor {

  final String name;
  final String descriptor;
  final Type[] types;

  /** What each parameter stands for, by position. */
  private final @Nullable AdviceAnnotation[] parameters;

  private @Nullable AdviceAnnotation when;

  AdviceMethod(String name, String descriptor) {
    super(Opcodes.ASM9);
    this.name = name;
    this.descriptor = descriptor;
    this.types = Type.getArgumentTypes(descriptor);
    this.parameters = new AdviceAnnotation[types.length];
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
    AdviceAnnotation read = AdviceAnnotation.of(annotation);
    if (read != null) {
      when = read;
    }
    return read;
  }

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int position, String annotation, boolean visible) {
    AdviceAnnotation read = AdviceAnnotation.of(annotation);
    if (read != null) {
      parameters[position] = read;
    }
    return read;
  }

  /** What a parameter stands for. */
  AdviceAnnotation parameter(int position) {
    AdviceAnnotation parameter = parameters[position];
    if (parameter == null) {
      throw new UnsupportedAdviceException("a parameter without annotation in " + name);
    }
    return parameter;
  }

  /** The position of the parameter that begins at or before a variable. */
  int positionOf(int variable) {
    int position = 0;
    int end = types[0].getSize();
    while (end <= variable) {
      position++;
      end += types[position].getSize();
    }
    return position;
  }

  /**
   * Whether it is advice for a moment.
   *
   * @param kind {@code OnMethodEnter} or {@code OnMethodExit}
   */
  boolean isOn(String kind) {
    return when != null && when.kind.equals(kind);
  }

  /** Whether a value that the advice on entry returns makes the method be left at once. */
  boolean skips() {
    return when != null && when.has("skipOn");
  }

  /** Whether it runs when the method throws, too. */
  boolean catches() {
    return when != null && when.has("onThrowable");
  }

  Type result() {
    return Type.getReturnType(descriptor);
  }

  /** The slot behind its parameters. */
  int parametersEnd() {
    return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
  }
}
