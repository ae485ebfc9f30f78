package io.oauthcc.packaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * What the agent can reach of its libraries: a class that is named by one that can be reached, in
 * code, in a descriptor or in a text that may be meant for reflection, or by a service file. What a
 * name is part of does not matter, so that rather too much is kept than too little.
 */
final class Reachable {

  private final Map<String, byte[]> libraries;
  private final SortedMap<String, byte[]> reached = new TreeMap<>();
  private final Deque<byte[]> unread = new ArrayDeque<>();

  private Reachable(Map<String, byte[]> libraries) {
    this.libraries = libraries;
  }

  /**
   * Classes and resources that ship.
   *
   * @param own the agent's own, all of which do
   * @param libraries resources among them ship too
   */
  static SortedMap<String, byte[]> of(Map<String, byte[]> own, Map<String, byte[]> libraries) {
    Reachable reachable = new Reachable(libraries);
    libraries.keySet().stream().filter(path -> !isClass(path)).forEach(reachable::reach);
    reachable.unread.addAll(own.values());
    while (!reachable.unread.isEmpty()) {
      reachable.read(reachable.unread.pop());
    }
    reachable.reached.putAll(own);
    return reachable.reached;
  }

  private static boolean isClass(String path) {
    return path.endsWith(".class");
  }

  private void reach(String path) {
    byte[] content = libraries.get(path);
    if (content != null && reached.put(path, content) == null) {
      unread.add(content);
    }
  }

  private void read(byte[] content) {
    for (String text : texts(content)) {
      for (String word : text.replace('.', '/').split("[^\\w/$]+", -1)) {
        reach(word + ".class");
        // In a descriptor: Ljava/lang/Object, as the only or after the last primitive type.
        for (int i = word.indexOf('L'); i >= 0; i = word.indexOf('L', i + 1)) {
          reach(word.substring(i + 1) + ".class");
        }
      }
    }
  }

  /** All texts of a class file's constants; of another file its whole text. */
  private static Set<String> texts(byte[] content) {
    boolean isClassFile = content.length > 4 && content[0] == (byte) 0xca;
    if (!isClassFile) {
      return Set.of(new String(content, StandardCharsets.ISO_8859_1));
    }
    ClassReader reader = new ClassReader(content);
    Set<String> texts = new HashSet<>();
    int utf8 = 1;
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && content[item - 1] == utf8) {
        int length = reader.readUnsignedShort(item);
        texts.add(new String(content, item + 2, length, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
