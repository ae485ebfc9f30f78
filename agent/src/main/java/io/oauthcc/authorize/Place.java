package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/** Where a hop goes, and whose it is. Immutable. */
final class Place {

  /** Null: nobody's, but there is something to tell of it. */
  final @Nullable Owner owner;

  final @Nullable String scheme;
  final @Nullable String host;

  /** Negative: the scheme's own. */
  final int port;

  /** Raw. */
  final @Nullable String path;

  final @Nullable String query;

  Place(
      @Nullable Owner owner,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    this.owner = owner;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
    this.query = query;
  }
}
