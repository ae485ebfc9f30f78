package io.oauthcc.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object (RFC 8259), as {@link JsonReader} reads them: text, numbers,
 * lists, objects, and what {@link Other} stands for. Immutable; prints nothing of them.
 */
final class JsonObject {

  /** What some servers write as text where they mean that there is nothing to say. */
  private static final List<String> NOTHING =
      Collections.unmodifiableList(Arrays.asList("", "0", "false", "null"));

  /** What stands for a member without a value of its own. */
  enum Other {
    NULL,
    FALSE,
    TRUE
  }

  private final Map<String, Object> members;

  /**
   * @param members in order
   */
  JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  /** The bytes are not such an object. The message quotes nothing of them. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean isNull(String name) {
    return members.get(name) == Other.NULL;
  }

  /**
   * Whether the member is there and says something: not so {@code null}, {@code false} and zero,
   * also as text, a blank string, and an array or object of nothing else.
   */
  boolean says(String name) {
    return says(members.get(name));
  }

  private static boolean says(@Nullable Object value) {
    if (value instanceof Double) {
      return (Double) value != 0;
    }
    if (value instanceof String) {
      return !NOTHING.contains(((String) value).trim().toLowerCase(Locale.ROOT));
    }
    boolean says = value == Other.TRUE;
    if (value instanceof List || value instanceof JsonObject) {
      Collection<?> parts =
          value instanceof List ? (List<?>) value : ((JsonObject) value).members.values();
      for (Object part : parts) {
        says |= says(part);
      }
    }
    return says;
  }

  /** The member if it is a string, else null. */
  @Nullable String text(String name) {
    Object value = members.get(name);
    return value instanceof String ? (String) value : null;
  }

  /** The member if it is a number, maybe an infinite one, else null. */
  @Nullable Double number(String name) {
    Object value = members.get(name);
    return value instanceof Double ? (Double) value : null;
  }

  /** The strings of the member if it is an array, else null. */
  @Nullable List<String> texts(String name) {
    Object value = members.get(name);
    if (!(value instanceof List)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object element : (List<?>) value) {
      if (element instanceof String) {
        texts.add((String) element);
      }
    }
    return texts;
  }

  /** The member if it is an object, else null. */
  @Nullable JsonObject object(String name) {
    Object value = members.get(name);
    return value instanceof JsonObject ? (JsonObject) value : null;
  }

  /** Of all members, in order. */
  Set<String> names() {
    return members.keySet();
  }

  /** Members may hold tokens. */
  @Override
  public String toString() {
    return "JSON object ***";
  }
}
