package io.oauthcc.target;

import java.net.IDN;
import org.jspecify.annotations.Nullable;

/** Host names beyond ASCII. Apart, so that {@link IDN} is loaded only where there is one. */
final class InternationalName {

  /**
   * Sharp s (both cases), final sigma and the two joiners: IDNA 2003 maps them to something else,
   * IDNA 2008 keeps them, so that two clients go to two different hosts (UTS #46 §1.3).
   */
  private static final String DEVIATIONS = "\u00df\u1e9e\u03c2\u200c\u200d";

  private InternationalName() {}

  /** The name with A-labels, or null if it has none or clients do not agree on them. */
  static @Nullable String toAscii(String host) {
    for (int i = 0; i < DEVIATIONS.length(); i++) {
      if (host.indexOf(DEVIATIONS.charAt(i)) >= 0) {
        return null;
      }
    }
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
