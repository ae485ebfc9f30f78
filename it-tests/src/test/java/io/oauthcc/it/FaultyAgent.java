package io.oauthcc.it;

import io.oauthcc.it.driver.FaultAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The agent with a fault that a test can switch on, in any method of its own classes. The jar is
 * the one that was built; {@link FaultAgent} beside it exchanges classes as they are loaded.
 */
public final class FaultyAgent {
  private static final List<String> PACKAGES =
      List.of("authorize", "config", "grant", "log", "runtime", "target", "token", "weave");

  private final Path jar;

  /**
   * @param folder where its files go
   * @param faults the methods that are to fail, as {@code Class.method}, or several with commas
   *     between; a test that names one which is not there would test nothing
   */
  public FaultyAgent(Path folder, Collection<String> faults) {
    Set<String> missing = new TreeSet<>();
    for (String fault : faults) {
      missing.addAll(List.of(fault.split(",")));
    }
    jar = folder.resolve("fault.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FaultAgent.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      Path classes = AgentFile.jar().resolveSibling("classes");
      for (String each : PACKAGES) {
        try (Stream<Path> files = Files.walk(classes.resolve("io/oauthcc").resolve(each))) {
          for (Path classFile :
              files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
            out.putNextEntry(new JarEntry(classes.relativize(classFile).toString()));
            out.write(withQuestions(Files.readAllBytes(classFile), missing));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the agent has no methods " + missing);
    }
  }

  /** Puts both agents on a command line. */
  public ForkedJvm.Builder on(ForkedJvm.Builder jvm, Path configuration) {
    return jvm.agent(jar, jar.toString()).agent(AgentFile.jar(), configuration.toString());
  }

  private static byte[] withQuestions(byte[] classFile, Set<String> missing) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    String name = reader.getClassName();
    reader.accept(new Questions(name.substring(name.lastIndexOf('/') + 1), missing, writer), 0);
    return writer.toByteArray();
  }

  private static final class Questions extends ClassVisitor {
    private final String className;
    private final Set<String> missing;

    Questions(String className, Set<String> missing, ClassVisitor next) {
      super(Opcodes.ASM9, next);
      this.className = className;
      this.missing = missing;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      missing.remove(className + "." + name);
      return name.equals("<clinit>") || (access & Opcodes.ACC_ABSTRACT) != 0
          ? method
          : new Question(className + "." + name, method);
    }
  }

  private static final class Question extends MethodVisitor {
    private final String method;

    Question(String method, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.method = method;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/System",
          "getProperties",
          "()Ljava/util/Properties;",
          false);
      super.visitLdcInsn("fault");
      super.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          "java/util/Properties",
          "get",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      super.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/Consumer");
      super.visitLdcInsn(method);
      super.visitMethodInsn(
          Opcodes.INVOKEINTERFACE,
          "java/util/function/Consumer",
          "accept",
          "(Ljava/lang/Object;)V",
          true);
    }
  }
}
