package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import io.oauthcc.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns settings into values of a type. What is wrong goes to the problems, and a default back. */
final class Values {

  private final List<String> problems;

  Values(List<String> problems) {
    this.problems = problems;
  }

  boolean bool(@Nullable Setting setting, boolean defaultValue) {
    if (setting == null) {
      return defaultValue;
    }
    String value = setting.value().toLowerCase(Locale.ROOT);
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    wrong(setting, "write true or false");
    return defaultValue;
  }

  /** One of an enumeration, written as its name in lower case. */
  <E extends Enum<E>> E oneOf(@Nullable Setting setting, E[] values, E defaultValue) {
    if (setting == null) {
      return defaultValue;
    }
    String value = setting.value().toUpperCase(Locale.ROOT);
    for (E candidate : values) {
      if (candidate.name().equals(value)) {
        return candidate;
      }
    }
    wrong(setting, "write " + setting.key().type());
    return defaultValue;
  }

  /**
   * A duration within limits in milliseconds.
   *
   * @return null if it is not set or wrong
   */
  @Nullable Duration duration(@Nullable Setting setting, long least, long most) {
    if (setting == null) {
      return null;
    }
    Duration duration = Durations.parse(setting.value());
    if (duration == null) {
      wrong(setting, "is no duration; write 30s, 5m, 200ms, PT30S or plain seconds");
    } else if (duration.compareTo(Duration.ofMillis(least)) < 0
        || duration.compareTo(Duration.ofMillis(most)) > 0) {
      wrong(
          setting,
          "is out of range; write " + least + "ms at least and " + most / 1000 + "s at most");
      return null;
    }
    return duration;
  }

  /** Text in one line. An empty value means none, which undoes an inherited one. */
  @Nullable String text(@Nullable Setting setting) {
    if (setting == null || setting.value().isEmpty()) {
      return null;
    }
    String value = setting.value();
    if (hasControl(value)) {
      wrong(setting, "holds a line break or another control character; write it in one line");
    }
    return value;
  }

  /** Scope tokens with one space between two (RFC 6749 §3.3), or null for none. */
  @Nullable String scope(@Nullable Setting setting) {
    String text = setting == null ? "" : setting.value();
    StringBuilder scope = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ' || c == '\t';
      if (!space && setting != null && (c < 0x21 || c > 0x7e || c == '"' || c == '\\')) {
        wrong(setting, "is no scope; write visible ASCII without quotes and backslashes");
        return null;
      }
      if (!space) {
        scope.append(c);
      } else if (scope.length() > 0 && scope.charAt(scope.length() - 1) != ' ') {
        scope.append(' ');
      }
    }
    return scope.length() == 0 ? null : scope.toString();
  }

  List<String> list(@Nullable Setting setting) {
    String text = text(setting);
    return text == null ? Collections.emptyList() : items(text);
  }

  List<Target> targets(@Nullable Setting setting) {
    List<Target> targets = new ArrayList<>();
    if (setting == null) {
      return targets;
    }
    for (String item : items(setting.value())) {
      try {
        targets.add(Target.parse(item));
      } catch (IllegalArgumentException e) {
        problems.add(
            setting.place()
                + ": "
                + (setting.isSecret()
                    ? "a target is not right; it is [scheme://]host[:port][/path-prefix]"
                    : OneLine.cut(String.valueOf(e.getMessage())))
                + OddValue.hint(setting));
      }
    }
    return targets;
  }

  /** The items of a comma list without white space around them; empty ones are dropped. */
  static List<String> items(String value) {
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

  /** Adds a problem with a setting's value. */
  void wrong(Setting setting, String whatIsRight) {
    problems.add(setting.placeAndValue() + ": " + whatIsRight + OddValue.hint(setting));
  }

  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /** RFC 9110 §5.6.2: what names of headers and authentication schemes are made of. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
