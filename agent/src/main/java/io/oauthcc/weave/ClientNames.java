package io.oauthcc.weave;

import org.jspecify.annotations.Nullable;

/**
 * The names of the classes that clients are woven in: all that the gate knows before one of them
 * appears. They are constants, so that none of their classes is loaded for them; a test holds them
 * to what {@link Clients} says.
 */
final class ClientNames {

  /** Classes of the JDK, found by the whole name, and only where the JDK itself defines them. */
  static final String[] JDK = {
    HttpUrlConnectionClient.CONNECTION,
    JavaHttpClient.EXCHANGE,
    JavaHttpClient.REQUEST,
    JavaHttpClient.FILTER,
  };

  /** Classes of libraries, found by the end of the name, so also in a shaded copy. */
  static final String[] LIBRARIES = {
    OkHttpClient.CONNECT,
    OkHttpClient.FOLLOW_UPS,
    OkHttpClient.CALL_SERVER,
    OkHttpClient.RESPONSE_BUILDER,
    OkHttpClient.HTTP1_EXCHANGE_CODEC,
    OkHttpClient.HTTP2_EXCHANGE_CODEC,
    OkHttpClient.HTTP1_CODEC,
    OkHttpClient.HTTP2_CODEC,
  };

  /** The same of libraries that are not woven, for the log to name them. */
  static final String[] UNWOVEN = {
    Clients.OLD_OKHTTP_3, Clients.OKHTTP_2,
  };

  /** Bits for the ways in which a name above ends; see {@link #mayClaim}. */
  private static final long ENDS = ends(JDK, false) | ends(LIBRARIES, false) | ends(UNWOVEN, false);

  /** The same by one character, which three of four names end there without. */
  private static final long SIXTHS = ends(JDK, true) | ends(LIBRARIES, true) | ends(UNWOVEN, true);

  private ClientNames() {}

  /** Does nothing but have this class loaded and initialized. */
  static void load() {}

  /**
   * False for nearly every class that {@link #claim} would not claim, true for each that it would;
   * mostly at the price of one character.
   *
   * @param className with dots or with slashes
   */
  static boolean mayClaim(String className) {
    return className.length() > 9
        && (SIXTHS & sixth(className)) != 0
        && (ENDS & end(className)) != 0;
  }

  /**
   * Whether the class, which {@code loader} defines, may be one to weave, or one of a client that
   * is to be named. Makes no garbage: it is asked for every class of the application.
   *
   * @param className as in a class file, {@code okhttp3/internal/http1/Http1ExchangeCodec}
   * @param loader null is the boot loader
   */
  static boolean claim(String className, @Nullable ClassLoader loader) {
    if (!mayClaim(className)) {
      return false;
    }
    if (isIn(LIBRARIES, className) || isIn(UNWOVEN, className)) {
      return true;
    }
    for (String name : JDK) {
      if (className.equals(name)) {
        return isJdkLoader(loader);
      }
    }
    return false;
  }

  private static boolean isIn(String[] names, String className) {
    for (String name : names) {
      if (endsWithWhole(className, name)) {
        return true;
      }
    }
    return false;
  }

  private static long ends(String[] names, boolean oneCharacter) {
    long ends = 0;
    for (String name : names) {
      ends |= oneCharacter ? sixth(name) : end(name);
    }
    return ends;
  }

  private static long sixth(String name) {
    return 1L << name.charAt(name.length() - 6);
  }

  private static long end(String name) {
    int last = name.length() - 1;
    // The third because many classes are somebody's Builder.
    return 1L << (name.charAt(last) + 31 * name.charAt(last - 2) + 7 * name.charAt(last - 9));
  }

  /** Whether the name is {@code end}, or {@code end} in another package. */
  static boolean endsWithWhole(String className, String end) {
    int moved = className.length() - end.length();
    return moved >= 0
        && className.endsWith(end)
        && (moved == 0 || className.charAt(moved - 1) == '/');
  }

  private static boolean isJdkLoader(@Nullable ClassLoader loader) {
    return loader == null
        || loader
            .getClass()
            .getName()
            .equals("jdk.internal.loader.ClassLoaders$PlatformClassLoader");
  }
}
