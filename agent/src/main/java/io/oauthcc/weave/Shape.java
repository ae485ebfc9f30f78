package io.oauthcc.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Compares a client's class files with what its advice was written for. */
final class Shape {

  private final ClassFiles classFiles;
  private final Map<String, Members> members = new HashMap<>();

  Shape(ClassFiles classFiles) {
    this.classFiles = classFiles;
  }

  /**
   * What the client lacks, in the words of its class files.
   *
   * @param prefix where shading moved the client
   * @return empty if the client can be woven
   */
  List<String> missing(Client client, String prefix) throws IOException {
    List<String> missing = new ArrayList<>();
    for (AdvisedMethod method : client.methods) {
      String owner = prefix + method.className;
      if (!hasOneMethod(owner, method.methodName, client.relocate(method.descriptorEnd, prefix))) {
        missing.add(owner + "." + method.methodName + "(…" + method.descriptorEnd);
      }
    }
    for (String member : client.members) {
      addUnlessThere(client.relocate(member, prefix), false, missing);
    }
    for (String member : client.membersOfMissableClasses) {
      addUnlessThere(client.relocate(member, prefix), true, missing);
    }
    return missing;
  }

  /**
   * Whether a class is the one whose file its loader shows. Other agents may have added to it.
   *
   * @param shown what the loader shows; true if that is nothing
   */
  static boolean isShown(String className, byte[] classFile, ClassFiles shown) throws IOException {
    byte[] file = shown.read(className);
    if (file == null || Arrays.equals(file, classFile)) {
      return true;
    }
    Members loaded = membersIn(classFile);
    Members inFile = membersIn(file);
    return loaded.methods.containsAll(inFile.methods) && loaded.fields.containsAll(inFile.fields);
  }

  private void addUnlessThere(String member, boolean isMissable, List<String> missing)
      throws IOException {
    int dot = member.indexOf('.');
    String owner = member.substring(0, dot);
    boolean lacksClass = isMissable && members(owner) == null;
    if (!lacksClass && !hasMember(owner, member.substring(dot + 1))) {
      missing.add(member);
    }
  }

  private boolean hasOneMethod(String owner, String name, String descriptorEnd) throws IOException {
    Members of = members(owner);
    int count = 0;
    boolean fits = false;
    for (String method : of == null ? new ArrayList<String>() : of.methods) {
      if (method.startsWith(name + "(")) {
        count++;
        fits = method.endsWith(descriptorEnd);
      }
    }
    return count == 1 && fits;
  }

  private boolean hasMember(@Nullable String owner, String member) throws IOException {
    Members of = owner == null ? null : members(owner);
    return of != null
        && (of.methods.contains(member)
            || of.fields.contains(member)
            || hasMember(of.superName, member));
  }

  private @Nullable Members members(String owner) throws IOException {
    Members known = members.get(owner);
    if (known == null) {
      byte[] classFile = classFiles.read(owner);
      if (classFile == null) {
        return null;
      }
      known = membersIn(classFile);
      members.put(owner, known);
    }
    return known;
  }

  private static Members membersIn(byte[] classFile) {
    Members members = new Members();
    new ClassReader(classFile)
        .accept(members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return members;
  }

  /** The fields and methods that a class file declares. */
  private static final class Members extends ClassVisitor {

    private final List<String> fields = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private @Nullable String superName;

    Members() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.superName = superName;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      String kind = (access & Opcodes.ACC_STATIC) == 0 ? "" : "static ";
      fields.add(kind + name + ":" + descriptor);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(name + descriptor);
      return null;
    }
  }
}
