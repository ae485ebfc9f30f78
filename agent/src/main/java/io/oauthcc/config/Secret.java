package io.oauthcc.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen. It has no text form: {@link #toString} is {@code ***}, so that it
 * cannot reach a log, an exception or a debugger's variable list by accident. As a {@link
 * SecretSource} it gives itself.
 */
public final class Secret implements SecretSource {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Holds a value as it is; nothing is trimmed. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself, for the one place that sends it. */
  public String reveal() {
    return value;
  }

  @Override
  public Secret get() {
    return this;
  }

  /** Compares in a time that does not tell where two values of the same length differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8),
            ((Secret) other).value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
