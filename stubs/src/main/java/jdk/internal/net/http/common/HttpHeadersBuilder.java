package jdk.internal.net.http.common;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** Header fields that can still change. */
public class HttpHeadersBuilder {

  /** None yet. */
  public HttpHeadersBuilder() {}

  /** The values by name, in any case. */
  public Map<String, List<String>> map() {
    return null;
  }

  /** The fields as they are now. */
  public HttpHeaders build() {
    return null;
  }
}
