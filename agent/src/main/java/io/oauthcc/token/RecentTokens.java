package io.oauthcc.token;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last tokens of a registration, newest first, so that one that the application copied onto
 * another hop is known there. Expired ones too: a server may take them a little longer. Reading
 * takes no lock.
 */
final class RecentTokens {

  private static final int CAPACITY = 16;

  private volatile AccessToken[] tokens = {};

  /** Called by one thread at a time. */
  void add(AccessToken token) {
    AccessToken[] before = tokens;
    AccessToken[] after = Arrays.copyOf(before, Math.min(before.length + 1, CAPACITY));
    System.arraycopy(before, 0, after, 1, after.length - 1);
    after[0] = token;
    tokens = after;
  }

  /** The token that this header value carries, or null. */
  @Nullable AccessToken carriedBy(String authorization) {
    for (AccessToken token : tokens) {
      if (token.isCarriedBy(authorization)) {
        return token;
      }
    }
    return null;
  }
}
