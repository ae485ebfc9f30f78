package io.oauthcc.weave;

import org.jspecify.annotations.Nullable;

/**
 * A client's classes in a class loader: woven all of them, or left alone. Holds no reference to the
 * loader.
 */
final class WovenSet {

  /** The client's name in the configuration. */
  final String clientName;

  /** Where shading moved the client, {@code com/example/shaded/}, or empty. */
  final String prefix;

  /** The layout that fits, or null: the client is left alone. */
  final @Nullable Client layout;

  WovenSet(String clientName, String prefix, @Nullable Client layout) {
    this.clientName = clientName;
    this.prefix = prefix;
    this.layout = layout;
  }
}
