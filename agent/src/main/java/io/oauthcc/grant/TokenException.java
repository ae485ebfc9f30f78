package io.oauthcc.grant;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * There is no access token. The message names the token endpoint, without its query, and says what
 * it answered or why it did not; it never holds a secret or a token.
 */
public final class TokenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Null: the server named no time. */
  private final transient @Nullable Duration retryAfter;

  /** The server's {@code error} code, as it came. */
  private final transient @Nullable String error;

  /** What a failure means for the next try. */
  public enum Kind {
    /** The next try may well succeed, even one that follows at once. */
    TRANSIENT,
    /** The next try may succeed, but hardly at once. */
    PASSING,
    /** It will fail the same way until somebody changes something. */
    FATAL,
    /** The same, and it was the client's credentials that were refused. */
    INVALID_CLIENT
  }

  /** A failure without a cause of its own. */
  public TokenException(String message, Kind kind) {
    this(message, kind, null, null);
  }

  /** A failure after which the server named no time. */
  public TokenException(String message, Kind kind, @Nullable Throwable cause) {
    this(message, kind, null, cause);
  }

  /** See the accessors. */
  public TokenException(
      String message, Kind kind, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(message, kind, retryAfter, cause, null);
  }

  TokenException(
      String message,
      Kind kind,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause,
      @Nullable String error) {
    super(message, cause);
    this.error = error;
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** What it means for the next try. */
  public Kind kind() {
    return kind;
  }

  /** How long the server wants to be left in peace (RFC 9110 §10.2.3), or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether a refresh token came to its end, as any does: RFC 6749 §5.2. */
  boolean isInvalidGrant() {
    return "invalid_grant".equals(error);
  }

  /** Whether the same request will fail again until somebody changes something. */
  public boolean isFatal() {
    return kind == Kind.FATAL || kind == Kind.INVALID_CLIENT;
  }
}
