package java.net.http;

import java.util.List;
import java.util.Map;

/** Header fields that never change, since Java 11. */
public abstract class HttpHeaders {

  /** Every value of a header. */
  public abstract List<String> allValues(String name);

  /** The values by name, in any case. */
  public abstract Map<String, List<String>> map();
}
