package io.oauthcc.token;

import java.time.Duration;
import java.util.List;

/** What a token endpoint granted. Immutable; prints no token. */
final class IssuedToken {

  private final String value;
  private final Duration lifetime;
  private final List<String> warnings;

  /**
   * The token, checked to be fit for a header, how long it lives from the request on, and what the
   * operator should know about the answer.
   */
  IssuedToken(String value, Duration lifetime, List<String> warnings) {
    this.value = value;
    this.lifetime = lifetime;
    this.warnings = warnings;
  }

  String value() {
    return value;
  }

  /** Positive. */
  Duration lifetime() {
    return lifetime;
  }

  /** Whole sentences; usually none. */
  List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return "issued token *** for " + lifetime;
  }
}
