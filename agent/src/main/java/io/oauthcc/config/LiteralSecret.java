package io.oauthcc.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret or password that is itself the value of a key. Loaded only where there is one. */
final class LiteralSecret {

  private static final String PADDED =
      "starts or ends with white space, which counts as part of it";

  private LiteralSecret() {}

  /**
   * The secret as written, with warnings about what others see of it and what the user does not.
   *
   * @param instead what to write so that {@code ps} does not show it
   */
  static Secret read(Setting setting, String instead, List<String> warnings) {
    String secret = setting.value();
    if (setting.isOnCommandLine()) {
      warn(
          warnings,
          setting.place()
              + ": ps shows this "
              + (setting.key() == Key.CLIENT_SECRET ? "secret" : "password")
              + " to every user of the machine; write "
              + instead);
    }
    if (isPadded(secret)) {
      warn(warnings, setting.place() + ": " + PADDED);
    }
    return Secret.of(secret);
  }

  /** What its author may not see in the content of a secret file, or null. */
  static @Nullable String form(Secret secret) {
    String text = secret.reveal();
    if (isPadded(text)) {
      return PADDED;
    }
    String explanation = OddValue.explain(text);
    return explanation == null ? null : "is odd: " + explanation;
  }

  private static boolean isPadded(String secret) {
    return secret.trim().length() != secret.length();
  }

  /** Once, however many registrations inherit the secret. */
  private static void warn(List<String> warnings, String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }
}
