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
   * @param names the options that take a value
   */
  public Options(String[] arguments, String usage, List<String> names) {
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--quick")) {
        given.put(name, "");
      } else if (names.contains(name) && i + 1 < arguments.length) {
        given.put(name, arguments[++i]);
      } else {
        throw new IllegalArgumentException("not understood: " + name + "\n" + usage);
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
