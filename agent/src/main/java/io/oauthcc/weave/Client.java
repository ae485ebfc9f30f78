package io.oauthcc.weave;

import org.jspecify.annotations.Nullable;

/**
 * What is woven into one HTTP client, as data: reading it loads neither the client nor the weaver.
 * All of its classes are woven in a class loader, or none is.
 */
final class Client {

  /** The name in the configuration, {@code okhttp}; every layout of a client has the same. */
  final String name;

  /** The methods to weave. */
  final AdvisedMethod[] methods;

  /**
   * The members that the advice uses, as {@code owner.method(descriptor)result} or {@code
   * owner.field:descriptor} or {@code owner.static field:descriptor}.
   */
  final String[] members;

  /** The same of classes that a shrunk copy may lack: the advice uses them where they are. */
  final String[] membersOfMissableClasses;

  /** The same that this layout lacks: the advice does without. */
  final String[] absentMembers;

  /**
   * The package that shading may have moved into another one, {@code okhttp3/}; null for a client
   * that is a part of the JDK.
   */
  final @Nullable String root;

  Client(String name, @Nullable String root, AdvisedMethod[] methods, String[] members) {
    this(name, root, methods, members, new String[0], new String[0]);
  }

  Client(
      String name,
      @Nullable String root,
      AdvisedMethod[] methods,
      String[] members,
      String[] membersOfMissableClasses,
      String[] absentMembers) {
    this.name = name;
    this.root = root;
    this.methods = methods;
    this.members = members;
    this.membersOfMissableClasses = membersOfMissableClasses;
    this.absentMembers = absentMembers;
  }

  /**
   * Whether the class is one to weave; {@link ClientNames} has looked at its loader.
   *
   * @param className as in a class file, {@code okhttp3/internal/http1/Http1ExchangeCodec}
   */
  boolean claims(String className) {
    for (AdvisedMethod method : methods) {
      if (root == null
          ? className.equals(method.className)
          : ClientNames.endsWithWhole(className, method.className)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The package that a claimed class was moved into by shading.
   *
   * @return {@code com/example/shaded/}, or the empty string for the original
   */
  String prefix(String className) {
    for (AdvisedMethod method : methods) {
      if (className.endsWith(method.className)) {
        return className.substring(0, className.length() - method.className.length());
      }
    }
    throw new IllegalArgumentException(className + " is no class of " + name);
  }

  /** The name or descriptor in a copy that was moved below {@code prefix}. */
  String relocate(String nameOrDescriptor, String prefix) {
    return root == null || prefix.isEmpty()
        ? nameOrDescriptor
        : nameOrDescriptor.replace(root, prefix + root);
  }

  /**
   * The descriptor of one of the fields that the client is declared to have.
   *
   * @param className the class that has or inherits it, below {@code prefix}
   * @param field {@code url}, or {@code static maxRedirects}
   * @return null if it is none of {@link #members}
   */
  @Nullable String descriptorOf(String className, String field, String prefix) {
    String start = className + "." + field + ":";
    for (String member : members) {
      String here = relocate(member, prefix);
      if (here.startsWith(start)) {
        return here.substring(start.length());
      }
    }
    return null;
  }
}
