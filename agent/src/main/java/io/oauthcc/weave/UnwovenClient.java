package io.oauthcc.weave;

/**
 * An HTTP client, or versions of one, that is known and not woven, as data. The log names it when
 * it is first used.
 */
final class UnwovenClient {

  /** The name of the client in the configuration, {@code okhttp}. */
  final String key;

  /** What the log calls these versions of it, {@code OkHttp 3.0 to 3.3}. */
  final String name;

  /**
   * A class that these versions alone have, and load for the first call. Found by the end of its
   * name, so also in a shaded copy.
   */
  final String className;

  /** Whether it has classes by names at which the versions that are woven are looked at. */
  final boolean isOfLayout;

  /** What the user can do, as a sentence. */
  final String remedy;

  UnwovenClient(String key, String name, String className, boolean isOfLayout, String remedy) {
    this.key = key;
    this.name = name;
    this.className = className;
    this.isOfLayout = isOfLayout;
    this.remedy = remedy;
  }

  /** Whether the class is that by which this client is known. */
  boolean claims(String loadedName) {
    return ClientNames.endsWithWhole(loadedName, className);
  }

  /** Where shading moved a claimed class, {@code com/example/shaded/}, or empty. */
  String prefix(String loadedName) {
    return loadedName.substring(0, loadedName.length() - className.length());
  }
}
