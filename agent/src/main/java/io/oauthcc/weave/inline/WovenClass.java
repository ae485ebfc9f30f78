package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies a class file, with advice in some of its methods. Adds no member: a loaded class must keep
 * its shape.
 */
public final class WovenClass extends ClassVisitor {

  private final ClassReader reader;
  private final ClassWriter writer;
  private final FieldTypes fields;
  private final Map<String, List<AdviceClass>> adviceByMethod = new HashMap<>();
  private final Map<String, @Nullable String> descriptors = new HashMap<>();
  private boolean hasFrames;

  private WovenClass(ClassReader reader, ClassWriter writer, FieldTypes fields) {
    super(Opcodes.ASM9, writer);
    this.reader = reader;
    this.writer = writer;
    this.fields = fields;
  }

  /**
   * A class without advice yet.
   *
   * @param fields what {@code FieldValue} may name
   */
  public static WovenClass of(byte[] classFile, FieldTypes fields) {
    ClassReader reader = new ClassReader(classFile);
    return new WovenClass(reader, new ClassWriter(reader, 0), fields);
  }

  /**
   * Advises a method; where it has advice already, inside that.
   *
   * @param method its name; the class has one of it
   */
  public void advise(String method, AdviceClass advice) {
    List<AdviceClass> all = adviceByMethod.get(method);
    if (all == null) {
      all = new ArrayList<>();
      adviceByMethod.put(method, all);
    }
    all.add(advice);
  }

  /**
   * The woven class; to be called once.
   *
   * @throws UnsupportedAdviceException if a method to be advised is missing, or the advice does not
   *     fit it
   */
  public byte[] toByteArray() {
    reader.accept(this, 0);
    if (!adviceByMethod.isEmpty()) {
      throw new UnsupportedAdviceException(
          "no method to be for: " + name() + " came without " + adviceByMethod.keySet());
    }
    return writer.toByteArray();
  }

  String name() {
    return reader.getClassName();
  }

  /** Whether the verifier wants them; below Java 6 it does without. */
  boolean hasFrames() {
    return hasFrames;
  }

  @Nullable String descriptorOf(String field) {
    String known = descriptors.get(field);
    if (known == null) {
      known = fields.descriptorOf(field);
      descriptors.put(field, known);
    }
    return known;
  }

  @Override
  public void visit(
      int version,
      int access,
      String className,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    hasFrames = (version & 0xffff) >= Opcodes.V1_6;
    super.visit(version, access, className, signature, superName, interfaces);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
    List<AdviceClass> all = adviceByMethod.remove(method);
    if (all != null) {
      for (AdviceClass advice : all) {
        next = new WovenMethod(next, this, access, method, descriptor, advice);
      }
    }
    return next;
  }
}
