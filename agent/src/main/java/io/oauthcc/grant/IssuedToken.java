package io.oauthcc.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token endpoint granted. Immutable; prints no token. */
public final class IssuedToken {

  private final String value;
  private final Duration lifetime;
  private final List<String> warnings;
  private final @Nullable RefreshToken refreshToken;

  /**
   * The token, checked to be fit for a header, how long it lives from the request on, and what the
   * operator should know about the answer.
   */
  public IssuedToken(String value, Duration lifetime, List<String> warnings) {
    this(value, lifetime, warnings, null);
  }

  /** The same, and what the next token can be had for. */
  IssuedToken(
      String value, Duration lifetime, List<String> warnings, @Nullable RefreshToken refreshToken) {
    this.value = value;
    this.lifetime = lifetime;
    this.warnings = Collections.unmodifiableList(new ArrayList<>(warnings));
    this.refreshToken = refreshToken;
  }

  /** The same, with something more for the operator to know. */
  IssuedToken warning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new IssuedToken(value, lifetime, more, refreshToken);
  }

  /** The token itself, for the one place that makes a header of it. */
  public String value() {
    return value;
  }

  /** Positive. */
  public Duration lifetime() {
    return lifetime;
  }

  /** Whole sentences; usually none. */
  public List<String> warnings() {
    return warnings;
  }

  /** Null: none came with it. */
  @Nullable RefreshToken refreshToken() {
    return refreshToken;
  }

  @Override
  public String toString() {
    return "issued token *** for " + lifetime;
  }
}
