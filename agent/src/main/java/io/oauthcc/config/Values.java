package io.oauthcc.config;

import io.oauthcc.target.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values in force for the JVM or for one registration: a setting's text, or else the default of
 * its row in {@link Key}. Texts are checked at start, and become what they stand for when they are
 * asked for, so that no start loads what it does not use.
 */
final class Values {

  /** Speaks of the proxy's credentials, never of the token. */
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** One for each key at most; few, so they are searched one by one. */
  private final List<Setting> settings = new ArrayList<>();

  private final Map<Key, Object> made = new HashMap<>();

  void put(Setting setting) {
    drop(setting.key());
    settings.add(setting);
  }

  /** From here on it has its default. */
  void drop(Key key) {
    settings.remove(setting(key));
  }

  /** Lets go of texts that hold secrets; what was made of them is a {@link Secret}. */
  void forgetSecrets() {
    for (int i = settings.size() - 1; i >= 0; i--) {
      Setting setting = settings.get(i);
      if (setting.key().mayEndInSecret(setting.value())) {
        settings.remove(i);
      }
    }
  }

  /** Keeps what a key's text was made into at start, as some must be; null: nothing. */
  void make(Key key, @Nullable Object thing) {
    if (thing != null) {
      made.put(key, thing);
    }
  }

  /** What {@link #make} keeps of a key, or null; the key's accessor knows its class. */
  @Nullable Object made(Key key) {
    return made.get(key);
  }

  /** What is set for a key, to the empty text even, or null. */
  @Nullable Setting setting(Key key) {
    for (int i = 0; i < settings.size(); i++) {
      if (settings.get(i).key() == key) {
        return settings.get(i);
      }
    }
    return null;
  }

  /** The text in force, or null; an empty one undoes an inherited one and counts as not set. */
  @Nullable String text(Key key) {
    Setting setting = setting(key);
    return setting == null || setting.value().isEmpty() ? key.defaultValue() : setting.value();
  }

  /** The text of a key that has a default. */
  String required(Key key) {
    return Objects.requireNonNull(text(key), key.text());
  }

  boolean has(Key key) {
    return text(key) != null;
  }

  /** Whether the text in force is this word, in any case. */
  boolean is(Key key, String word) {
    return word.equalsIgnoreCase(text(key));
  }

  boolean isTrue(Key key) {
    return is(key, "true");
  }

  /** One of an enumeration, written as its name in any case; the default for what is none. */
  // Unbounded, as the verifier would load an enumeration to see that it is one.
  <E> E word(Key key, E[] words) {
    E standard = words[0];
    for (E word : words) {
      if (is(key, word.toString())) {
        return word;
      } else if (word.toString().equalsIgnoreCase(key.defaultValue())) {
        standard = word;
      }
    }
    return standard;
  }

  Duration duration(Key key) {
    return Durations.required(required(key));
  }

  int number(Key key) {
    return Integer.parseInt(required(key));
  }

  /** The statuses in the order written. */
  Set<Integer> statuses(Key key) {
    Set<Integer> statuses = new LinkedHashSet<>();
    for (String item : items(required(key))) {
      statuses.add(Integer.valueOf(item));
    }
    return Collections.unmodifiableSet(statuses);
  }

  /** Scope tokens with one space between two, or null for none. */
  @Nullable String scopes(Key key) {
    String text = text(key);
    StringBuilder scopes = new StringBuilder();
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t') {
        scopes.append(c);
      } else if (scopes.length() > 0 && scopes.charAt(scopes.length() - 1) != ' ') {
        scopes.append(' ');
      }
    }
    return scopes.length() == 0 ? null : scopes.toString();
  }

  List<String> list(Key key) {
    String text = text(key);
    return text == null
        ? Collections.<String>emptyList()
        : Collections.unmodifiableList(items(text));
  }

  /** Whether nothing is set but what asks nothing of other keys: {@link CrossChecks} can wait. */
  boolean isPlain() {
    for (Setting setting : settings) {
      Key key = setting.key();
      if (key != Key.HOSTS
          && key != Key.EXCLUDE
          && key != Key.TOKEN_URI
          && key != Key.ISSUER_URI
          && key != Key.CLIENT_ID
          && key != Key.CLIENT_SECRET
          && key != Key.CLIENT_SECRET_FILE
          && key != Key.SCOPE) {
        return false;
      }
    }
    return true;
  }

  /** Complains about every text that is not of its key's type. */
  void check(Settings all) {
    for (Setting setting : settings) {
      String mistake = mistake(setting);
      if (mistake != null) {
        all.wrong(setting, mistake);
      }
    }
  }

  /** Whether a key's text is of its type, as a default is. */
  boolean isRight(Key key) {
    Setting setting = setting(key);
    return setting == null || mistake(setting) == null;
  }

  /**
   * What is wrong with a value by its type alone, to go on after the value; null: nothing. Targets,
   * URLs, proxies and files are left to those who take them apart or open them.
   */
  private static @Nullable String mistake(Setting setting) {
    Key key = setting.key();
    String value = setting.value();
    Key.Type type = key.type();
    if (type == Key.Type.BOOLEAN || type == Key.Type.WORD) {
      return isOneOf(key.limits(), value) ? null : "write " + key.limits();
    } else if (type == Key.Type.DURATION) {
      return Durations.mistake(value, key.limits());
    } else if (type == Key.Type.NUMBER) {
      return isWithin(key.limits(), value) ? null : "write a number from " + key.limits();
    } else if (type == Key.Type.STATUSES) {
      return areStatuses(key.limits(), value)
          ? null
          : "write statuses that refuse a token, " + key.limits() + " but for 407, as in 401,403";
    } else if (type == Key.Type.NAME) {
      boolean none = value.isEmpty() && key.defaultValue() == null;
      return none || isToken(value) ? null : "is " + key.limits();
    } else if (type == Key.Type.SCOPES) {
      return scopesMistake(value);
    }
    return type == Key.Type.TEXT || type == Key.Type.LIST ? lineMistake(value) : null;
  }

  /** Whether a value is among words that are listed as in {@code a, b or c}, in any case. */
  static boolean isOneOf(String words, String value) {
    int start = 0;
    while (start < words.length()) {
      int comma = words.indexOf(", ", start);
      int or = words.indexOf(" or ", start);
      int end = comma >= 0 ? comma : or >= 0 ? or : words.length();
      if (words.substring(start, end).equalsIgnoreCase(value)) {
        return true;
      }
      start = comma >= 0 ? comma + 2 : end + 4;
    }
    return false;
  }

  private static boolean isWithin(String limits, String value) {
    int to = limits.indexOf(" to ");
    int most = Integer.parseInt(limits.substring(to + 4));
    return HostName.decimal(value, 0, value.length(), most)
        >= Integer.parseInt(limits.substring(0, to));
  }

  private static boolean areStatuses(String limits, String value) {
    List<String> items = items(value);
    for (String item : items) {
      if (!isWithin(limits, item) || Integer.parseInt(item) == PROXY_AUTHENTICATION_REQUIRED) {
        return false;
      }
    }
    return !items.isEmpty();
  }

  private static @Nullable String scopesMistake(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean space = c == ' ' || c == '\t';
      if (!space && (c < 0x21 || c > 0x7e || c == '"' || c == '\\')) {
        return "is no scope; write visible ASCII without quotes and backslashes";
      }
    }
    return null;
  }

  /** What is wrong with a value that is one line, or null. */
  static @Nullable String lineMistake(String value) {
    return hasControl(value)
        ? "holds a line break or another control character; write it in one line"
        : null;
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
