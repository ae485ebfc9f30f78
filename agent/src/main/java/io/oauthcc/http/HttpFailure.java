package io.oauthcc.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that brought no answer. The message says what failed, in words for the operator, with
 * host and port but without the address's path or query, which may hold a secret.
 */
public final class HttpFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final boolean moved;

  private enum Kind {
    OF_CONNECTION,
    PASSING,
    FATAL
  }

  private HttpFailure(String message, @Nullable Throwable cause, Kind kind, boolean moved) {
    super(message, cause);
    this.kind = kind;
    this.moved = moved;
  }

  HttpFailure(String message) {
    this(message, null);
  }

  HttpFailure(String message, @Nullable Throwable cause) {
    this(message, cause, Kind.PASSING, false);
  }

  static HttpFailure ofConnection(String message, @Nullable Throwable cause) {
    return new HttpFailure(message, cause, Kind.OF_CONNECTION, false);
  }

  /** Nobody could be reached at the address. */
  static HttpFailure ofAbsence(String message, @Nullable Throwable cause) {
    return new HttpFailure(message, cause, Kind.OF_CONNECTION, true);
  }

  /** Somebody else is at the address. */
  static HttpFailure ofStranger(String message, @Nullable Throwable cause) {
    return new HttpFailure(message, cause, Kind.PASSING, true);
  }

  static HttpFailure fatal(String message) {
    return new HttpFailure(message, null, Kind.FATAL, false);
  }

  /**
   * Whether the network or the server behind it is at fault, so that the same request may succeed a
   * moment later: nobody listening, an unknown host, silence, a connection that broke, a proxy that
   * answers 5xx. Not so for an untrusted certificate, an answer that is not HTTP or too large, or a
   * store that cannot be read.
   */
  public boolean isConnectionFault() {
    return kind == Kind.OF_CONNECTION;
  }

  /**
   * Whether the same request will fail again until somebody changes something, and may do harm
   * meanwhile: a proxy that answers 407 or another 4xx, and may lock the account that it was told.
   */
  public boolean isFatal() {
    return kind == Kind.FATAL;
  }

  /**
   * Whether the server may be at another address by now: at this one nobody could be reached, or
   * somebody else was.
   */
  public boolean mayHaveMoved() {
    return moved;
  }
}
