package io.oauthcc.packaging;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a class file what nobody reads at run time and every start would: the tables of
 * local variables, which are for debuggers, and annotations of types, which are for the compiler.
 * Line numbers stay.
 */
final class Slim extends ClassVisitor {

  Slim(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The class file to ship. */
  static byte[] of(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Slim(writer), 0);
    return writer.toByteArray();
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int typeRef, TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    FieldVisitor next = super.visitField(access, name, descriptor, signature, value);
    return new FieldVisitor(Opcodes.ASM9, next) {
      @Override
      public @Nullable AnnotationVisitor visitTypeAnnotation(
          int typeRef, TypePath path, String type, boolean visible) {
        return null;
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitLocalVariable(
          String variable, String type, String generic, Label start, Label end, int index) {
        // Dropped.
      }

      @Override
      public @Nullable AnnotationVisitor visitTypeAnnotation(
          int typeRef, TypePath path, String type, boolean visible) {
        return null;
      }

      @Override
      public @Nullable AnnotationVisitor visitInsnAnnotation(
          int typeRef, TypePath path, String type, boolean visible) {
        return null;
      }

      @Override
      public @Nullable AnnotationVisitor visitTryCatchAnnotation(
          int typeRef, TypePath path, String type, boolean visible) {
        return null;
      }

      @Override
      public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
          int typeRef,
          TypePath path,
          Label[] start,
          Label[] end,
          int[] index,
          String type,
          boolean visible) {
        return null;
      }
    };
  }
}
