package io.oauthcc.http;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A complete answer: status, headers, and a body of at most 64 KiB. Immutable. */
public final class HttpAnswer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  HttpAnswer(int status, Map<String, String> headersByLowerCaseName, byte[] body) {
    this.status = status;
    this.headers = headersByLowerCaseName;
    this.body = body;
  }

  /** 200 to 599; interim answers never get here. */
  public int status() {
    return status;
  }

  /** The first header of this name, in any case, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** A copy; empty if there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** The status only: headers and body may hold a token. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
