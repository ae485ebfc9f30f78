package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Each class of each client version, woven by {@link Weaver} and by {@link ReferenceWeaver}, does
 * the same on the same random paths. {@code -Doauthcc.paths=3000} takes more of them.
 */
class WeaverTest {

  private static final int PATHS = Integer.getInteger("oauthcc.paths", 600);
  private static final String HOOK = "java/lang/OauthccHook";

  static List<Arguments> classes() throws IOException {
    List<Arguments> rows = new ArrayList<>();
    for (ClientVersion version : ClientVersion.all()) {
      for (Client client : Clients.all()) {
        Set<String> names = new LinkedHashSet<>();
        for (AdvisedMethod method : client.methods) {
          names.add(method.className);
        }
        if (fits(client, version)) {
          names.forEach(name -> rows.add(arguments(name, version, client)));
        }
      }
    }
    return rows;
  }

  /** Whether the version has every method and member of the layout. */
  private static boolean fits(Client client, ClientVersion version) throws IOException {
    for (AdvisedMethod method : client.methods) {
      String start = method.methodName + " ";
      if (membersOf(method.className, version).stream().noneMatch(name -> name.startsWith(start))) {
        return false;
      }
    }
    for (String member : client.members) {
      int dot = member.indexOf('.');
      String wanted = member.substring(dot + 1).replace(":", " ").replace("(", " (");
      if (!membersOf(member.substring(0, dot), version).contains(wanted)) {
        return false;
      }
    }
    return true;
  }

  /** Its own members and the inherited ones, static fields marked. */
  private static Set<String> membersOf(String className, ClientVersion version) throws IOException {
    Set<String> members = new HashSet<>();
    String next = className;
    while (next != null) {
      byte[] classFile = version.read(next);
      if (classFile == null) {
        return members;
      }
      ClassNode type = parse(classFile);
      type.methods.forEach(method -> members.add(method.name + " " + method.desc));
      for (FieldNode field : type.fields) {
        boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
        members.add((isStatic ? "static " : "") + field.name + " " + field.desc);
      }
      next = type.superName;
    }
    return members;
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("classes")
  void does_what_byte_buddy_would_have_it_do(String className, ClientVersion version, Client client)
      throws IOException {
    byte[] classFile = Objects.requireNonNull(version.read(className));
    ClassNode expected = parse(ReferenceWeaver.weave(client, className, classFile, version::read));
    ClassNode woven = parse(new Weaver().weave(client, "", className, classFile));

    assertThat(members(woven)).isEqualTo(members(parse(classFile)));
    Set<String> superNames = superNames(woven, version);
    for (int i = 0; i < woven.methods.size(); i++) {
      MethodNode method = woven.methods.get(i);
      if (asksTheHook(method)) {
        assertThat(difference(className, superNames, expected.methods.get(i), method))
            .as(method.name)
            .isNull();
        assertThat(reached(className, superNames, method)).as(method.name).isGreaterThan(0.5);
      }
    }
  }

  @Test
  void a_path_tells_a_wrong_variable_a_turned_condition_and_a_missing_call() throws IOException {
    String name = "sun/net/www/protocol/http/HttpURLConnection";
    Object[] row =
        classes().stream()
            .map(Arguments::get)
            .filter(each -> each[0].equals(name))
            .findFirst()
            .orElseThrow();
    byte[] classFile = Objects.requireNonNull(((ClientVersion) row[1]).read(name));
    Client client = (Client) row[2];

    List<Predicate<AbstractInsnNode>> faults =
        List.of(
            instruction -> {
              boolean isLoad = instruction.getOpcode() == Opcodes.ALOAD;
              if (isLoad && ((VarInsnNode) instruction).var > 1) {
                ((VarInsnNode) instruction).var--;
                return true;
              }
              return false;
            },
            instruction -> {
              if (instruction.getOpcode() == Opcodes.IFNONNULL) {
                ((JumpInsnNode) instruction).setOpcode(Opcodes.IFNULL);
                return true;
              }
              return false;
            },
            instruction -> {
              boolean isCall = instruction instanceof MethodInsnNode;
              if (isCall && ((MethodInsnNode) instruction).owner.equals(HOOK)) {
                ((MethodInsnNode) instruction).name += "Other";
                return true;
              }
              return false;
            });
    for (Predicate<AbstractInsnNode> fault : faults) {
      ClassNode woven = parse(new Weaver().weave(client, "", name, classFile));
      ClassNode spoiled = parse(new Weaver().weave(client, "", name, classFile));
      int differing = 0;
      for (int i = 0; i < woven.methods.size(); i++) {
        MethodNode method = spoiled.methods.get(i);
        if (asksTheHook(method) && spoil(method, fault)) {
          differing += difference(name, Set.of(), woven.methods.get(i), method) == null ? 0 : 1;
        }
      }
      assertThat(differing).isPositive();
    }
  }

  private static boolean spoil(MethodNode method, Predicate<AbstractInsnNode> fault) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (fault.test(instruction)) {
        return true;
      }
    }
    return false;
  }

  /** The first event that differs on any path, or null. */
  private static @Nullable String difference(
      String owner, Set<String> superNames, MethodNode expected, MethodNode actual) {
    for (long seed = 0; seed < PATHS; seed++) {
      List<String> wanted = SymbolicPath.follow(owner, superNames, expected, seed, new HashSet<>());
      List<String> done = SymbolicPath.follow(owner, superNames, actual, seed, new HashSet<>());
      int common = Math.min(wanted.size(), done.size());
      for (int i = 0; i < common; i++) {
        if (!wanted.get(i).equals(done.get(i)) && !wanted.get(i).equals("…")) {
          return "seed %d, event %d: %s instead of %s"
              .formatted(seed, i, done.get(i), wanted.get(i));
        }
      }
    }
    return null;
  }

  /** The share of the method's instructions that the paths lead over. */
  private static double reached(String owner, Set<String> superNames, MethodNode method) {
    Set<AbstractInsnNode> reached = new HashSet<>();
    for (long seed = 0; seed < PATHS; seed++) {
      SymbolicPath.follow(owner, superNames, method, seed, reached);
    }
    int all = 0;
    int hit = 0;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() >= 0) {
        all++;
        hit += reached.contains(instruction) ? 1 : 0;
      }
    }
    return (double) hit / all;
  }

  private static boolean asksTheHook(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if ((instruction instanceof FieldInsnNode field && field.owner.equals(HOOK))
          || (instruction instanceof MethodInsnNode call && call.owner.equals(HOOK))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> superNames(ClassNode type, ClientVersion version) throws IOException {
    Set<String> names = new HashSet<>();
    byte[] next = version.read(type.superName);
    while (next != null) {
      ClassReader reader = new ClassReader(next);
      names.add(reader.getClassName());
      next = reader.getSuperName() == null ? null : version.read(reader.getSuperName());
    }
    return names;
  }

  private static List<String> members(ClassNode type) {
    List<String> members = new ArrayList<>();
    type.fields.forEach(field -> members.add(field.access + " " + field.name + field.desc));
    type.methods.forEach(method -> members.add(method.access + " " + method.name + method.desc));
    return members;
  }

  private static ClassNode parse(byte[] classFile) {
    ClassNode parsed = new ClassNode();
    new ClassReader(classFile).accept(parsed, 0);
    return parsed;
  }
}
