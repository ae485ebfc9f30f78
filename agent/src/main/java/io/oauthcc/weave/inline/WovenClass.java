package io.oauthcc.weave.inline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies a class file, with advice in some of its methods, which alone are read. Adds no member: a
 * loaded class must keep its shape.
 */
public final class WovenClass extends ClassVisitor {

  private final ClassMembers members;
  private final FieldTypes fields;
  private final Map<String, List<AdviceClass>> adviceByMethod = new HashMap<>();
  private final Map<String, @Nullable String> descriptors = new HashMap<>();
  private String name = "";
  private boolean hasFrames;

  private WovenClass(ClassMembers members, FieldTypes fields) {
    super(Opcodes.ASM9);
    this.members = members;
    this.fields = fields;
  }

  /**
   * A class without advice yet.
   *
   * @param fields what {@code FieldValue} may name
   */
  public static WovenClass of(byte[] classFile, FieldTypes fields) {
    return new WovenClass(new ClassMembers(classFile), fields);
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
    Set<String> advised = new HashSet<>(adviceByMethod.keySet());
    ClassReader reader = new ClassReader(members.excerpt(advised));
    // What is copied keeps the numbers of its constants.
    ClassWriter writer = new ClassWriter(reader, 0);
    cv = writer;
    reader.accept(this, 0);
    if (!adviceByMethod.isEmpty()) {
      throw new UnsupportedAdviceException(
          "no method to be for: " + name + " came without " + adviceByMethod.keySet());
    }
    return members.with(new ClassMembers(writer.toByteArray()), advised);
  }

  String name() {
    return name;
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
    name = className;
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
