package io.oauthcc.config;

import java.util.ArrayList;
import java.util.List;

/** A comma list. */
final class ListValue {

  private ListValue() {}

  /** The items without white space around them; empty ones are dropped. */
  static List<String> of(String value) {
    List<String> items = new ArrayList<>();
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      String item = value.substring(start, end).trim();
      if (!item.isEmpty()) {
        items.add(item);
      }
      start = end + 1;
    }
    return items;
  }
}
