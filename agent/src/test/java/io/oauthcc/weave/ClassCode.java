package io.oauthcc.weave;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** What a class file's methods refer to. */
final class ClassCode {

  private final Map<String, Set<String>> references = new TreeMap<>();

  private ClassCode() {}

  /** Reads every instruction. */
  static ClassCode of(byte[] classFile) {
    ClassCode code = new ClassCode();
    new ClassReader(classFile).accept(code.new Methods(), 0);
    return code;
  }

  /**
   * The fields and methods that a method uses, in the words of {@link Client#members}, by the
   * method's name.
   */
  Map<String, Set<String>> references() {
    return references;
  }

  /** The methods that ask the hook. */
  Set<String> askers() {
    Set<String> askers = new TreeSet<>();
    references.forEach(
        (method, used) -> {
          if (used.stream().anyMatch(member -> member.startsWith("java/lang/OauthccHook."))) {
            askers.add(method);
          }
        });
    return askers;
  }

  /** The class file as shading writes it. */
  static byte[] moved(byte[] classFile, String root, String prefix) {
    ClassWriter writer = new ClassWriter(0);
    Remapper remapper =
        new Remapper(OpenedClassReader.ASM_API) {
          @Override
          public String map(String className) {
            return className.startsWith(root) ? prefix + className : className;
          }
        };
    new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
    return writer.toByteArray();
  }

  /** The class file without a method. */
  static byte[] without(byte[] classFile, String methodName) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(OpenedClassReader.ASM_API, writer) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  String signature,
                  String[] exceptions) {
                return name.equals(methodName)
                    ? null
                    : super.visitMethod(access, name, descriptor, signature, exceptions);
              }
            },
            0);
    return writer.toByteArray();
  }

  private final class Methods extends ClassVisitor {

    Methods() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Set<String> used = references.computeIfAbsent(name, unused -> new TreeSet<>());
      return new MethodVisitor(OpenedClassReader.ASM_API) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean isInterface) {
          used.add(owner + "." + called + type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          used.add(owner + "." + field + ":" + type);
        }
      };
    }
  }
}
