package java.net.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Header fields that never change, since Java 11. */
public abstract class HttpHeaders {

  /** The values of each name that {@code filter} accepts. */
  public static HttpHeaders of(
      Map<String, List<String>> headers, BiPredicate<String, String> filter) {
    return null;
  }

  /** The first value of a header. */
  public abstract Optional<String> firstValue(String name);

  /** The values by name, in any case. */
  public abstract Map<String, List<String>> map();
}
