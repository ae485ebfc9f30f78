package io.oauthcc.weave.inline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * One of Byte Buddy's annotations in an advice class. What is not understood is refused, so that
 * advice never means something else here than it does to {@code net.bytebuddy.asm.Advice}.
 */
final class AdviceAnnotation extends AnnotationVisitor {

  private static final String DESCRIPTOR = "Lnet/bytebuddy/asm/Advice$";

  /** A value is there or not: what can be set has one meaning only. */
  private static final List<String> UNDERSTOOD =
      Arrays.asList(
          "OnMethodEnter.skipOn=Lnet/bytebuddy/asm/Advice$OnNonDefaultValue;",
          "OnMethodExit.onThrowable=Ljava/lang/Throwable;",
          "OnMethodExit.backupArguments=false",
          "Argument.readOnly=false",
          "FieldValue.readOnly=false",
          "FieldValue.typing=DYNAMIC",
          "Return.readOnly=false",
          "SelfCallHandle.bound=true");

  /** {@code OnMethodEnter}, {@code Argument} and so on. */
  final String kind;

  private final Map<String, Object> values = new HashMap<>();

  private AdviceAnnotation(String kind) {
    super(Opcodes.ASM9);
    this.kind = kind;
  }

  /** An annotation to be read, or null if it is none of Byte Buddy's. */
  static @Nullable AdviceAnnotation of(String descriptor) {
    return descriptor.startsWith(DESCRIPTOR)
        ? new AdviceAnnotation(descriptor.substring(DESCRIPTOR.length(), descriptor.length() - 1))
        : null;
  }

  @Override
  public void visit(String name, Object value) {
    if (!name.equals("value") && !UNDERSTOOD.contains(kind + "." + name + "=" + value)) {
      throw new UnsupportedAdviceException("@" + kind + "(" + name + " = " + value + ")");
    }
    values.put(name, value);
  }

  @Override
  public void visitEnum(String name, String descriptor, String value) {
    visit(name, value);
  }

  /** Whether advice may write to the parameter. */
  boolean isWritable() {
    return has("readOnly") || kind.equals("Local");
  }

  /** Whether the annotation sets a value. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The position of an {@code Argument}. */
  int position() {
    return (Integer) value();
  }

  /** The name of a {@code FieldValue} or {@code Local}. */
  String name() {
    return (String) value();
  }

  /** What the woven method's variable of this meaning is called. */
  String meaning() {
    return kind.equals("Local") ? localMeaning(name()) : kind;
  }

  static String localMeaning(String name) {
    return "Local " + name;
  }

  private Object value() {
    Object value = values.get("value");
    if (value == null) {
      throw new UnsupportedAdviceException("@" + kind + " without a value");
    }
    return value;
  }

  @Override
  public String toString() {
    return "@" + kind + values;
  }
}
