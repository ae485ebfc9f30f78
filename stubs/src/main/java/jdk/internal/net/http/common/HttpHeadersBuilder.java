package jdk.internal.net.http.common;

import java.util.List;
import java.util.Map;

/** Header fields that can still change. */
public abstract class HttpHeadersBuilder {

  /** The values by name, in any case. */
  public abstract Map<String, List<String>> map();
}
