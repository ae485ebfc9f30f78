package io.oauthcc.token;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last tokens of a registration, newest first, so that one that the application copied onto
 * another hop is known there. Expired ones too: a server may take them a little longer. Reading
 * takes no lock.
 */
final class RecentTokens {

  private static final int CAPACITY = 16;

  private volatile AccessToken[] tokens = {};

  /** Called by one thread at a time. Takes the place of one with the same value. */
  void add(AccessToken token) {
    List<AccessToken> after = new ArrayList<>(CAPACITY);
    after.add(token);
    for (AccessToken before : tokens) {
      if (after.size() < CAPACITY && !before.hasValueOf(token)) {
        after.add(before);
      }
    }
    tokens = after.toArray(new AccessToken[0]);
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
