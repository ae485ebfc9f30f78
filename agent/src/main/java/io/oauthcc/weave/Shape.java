package io.oauthcc.weave;

import io.oauthcc.weave.inline.ClassMembers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a client's class files with what its advice was written for. */
final class Shape {

  private final ClassFiles classFiles;
  private final Map<String, ClassMembers> members = new HashMap<>();

  /**
   * The shape that a client has in a class loader.
   *
   * @param className a class that is given, whatever file the loader shows for it
   */
  Shape(ClassFiles classFiles, String className, byte[] classFile) {
    this.classFiles = classFiles;
    members.put(className, new ClassMembers(classFile));
  }

  /**
   * Whether the client can be woven.
   *
   * @param prefix where shading moved the client
   */
  boolean fits(Client client, String prefix) throws IOException {
    return missing(client, prefix, 1).isEmpty();
  }

  /** What the client lacks, in the words of its class files. */
  List<String> missing(Client client, String prefix) throws IOException {
    return missing(client, prefix, Integer.MAX_VALUE);
  }

  private List<String> missing(Client client, String prefix, int most) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String member : client.members) {
      addUnlessThere(client.relocate(member, prefix), false, missing);
      if (missing.size() == most) {
        return missing;
      }
    }
    for (String member : client.membersOfMissableClasses) {
      addUnlessThere(client.relocate(member, prefix), true, missing);
    }
    for (AdvisedMethod method : client.methods) {
      String owner = prefix + method.className;
      if (!hasOneMethod(owner, method.methodName, client.relocate(method.descriptorEnd, prefix))) {
        missing.add(owner + "." + method.methodName + "(…" + method.descriptorEnd);
      }
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
    return new ClassMembers(classFile).declareAllOf(new ClassMembers(file));
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
    ClassMembers of = members(owner);
    return of != null && of.haveOneMethod(name, descriptorEnd);
  }

  private boolean hasMember(@Nullable String owner, String member) throws IOException {
    ClassMembers of = owner == null ? null : members(owner);
    return of != null && (of.declare(member) || hasMember(of.superName(), member));
  }

  private @Nullable ClassMembers members(String owner) throws IOException {
    ClassMembers known = members.get(owner);
    if (known == null) {
      byte[] classFile = classFiles.read(owner);
      if (classFile == null) {
        return null;
      }
      known = new ClassMembers(classFile);
      members.put(owner, known);
    }
    return known;
  }
}
