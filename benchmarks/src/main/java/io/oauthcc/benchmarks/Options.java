package io.oauthcc.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command's options: {@code --name value}, where a value may be a comma list, or a bare flag. */
public final class Options {

  private final Map<String, String> given = new HashMap<>();

  /**
   * @param arguments the command line
   * @param usage what is printed if it is wrong
   * @param items of each option that takes a value, the items that its list may have; empty: any
   */
  public Options(String[] arguments, String usage, Map<String, List<String>> items) {
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--quick")) {
        given.put(name, "");
        continue;
      }
      List<String> known = items.get(name);
      if (known == null || i + 1 == arguments.length) {
        throw new IllegalArgumentException("not understood: " + name + "\n" + usage);
      }
      given.put(name, arguments[++i]);
      for (String item : list(name, "")) {
        if (!known.isEmpty() && !known.contains(item)) {
          throw new IllegalArgumentException("no " + item + " for " + name + "\n" + usage);
        }
      }
    }
  }

  /** Whether a rough answer will do. */
  public boolean isQuick() {
    return given.containsKey("--quick");
  }

  /** A comma list's items. */
  public List<String> list(String name, String otherwise) {
    return List.of(given.getOrDefault(name, otherwise).split(",", -1));
  }

  /** Whether an item is asked for: it is listed, or nothing is. */
  public boolean wants(String name, String item) {
    return !given.containsKey(name) || list(name, "").contains(item);
  }

  /** A number. */
  public int number(String name, int otherwise) {
    return given.containsKey(name) ? Integer.parseInt(list(name, "").get(0)) : otherwise;
  }
}
