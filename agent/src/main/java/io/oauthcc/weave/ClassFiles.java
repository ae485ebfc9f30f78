package io.oauthcc.weave;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a class loader sees, read without loading a class: a class first loaded
 * inside a transformation is never offered to the agent. Used by one thread for one class.
 */
final class ClassFiles implements Closeable {

  private static final @Nullable ClassLoader OWN = ClassFiles.class.getClassLoader();

  /** The loader of the JDK's modules beside the boot loader's; null on Java 8, where it has all. */
  private static final @Nullable ClassLoader PLATFORM = OWN == null ? null : OWN.getParent();

  private static final ClassLoader JDK = PLATFORM == null ? new ClassLoader(null) {} : PLATFORM;

  /** The connection whose jar is its own where it uses no cache; others may share theirs. */
  private static final String JAR_OF_JDK = "sun.net.www.protocol.jar.JarURLConnection";

  /** More is not believed of a stream. */
  private static final int MOST_AT_ONCE = 1 << 17;

  private final @Nullable ClassLoader loader;
  private final Map<String, byte[]> read = new HashMap<>();

  /** The jar that was read from last, open, and its URL. */
  private @Nullable JarFile jar;

  private String jarUrl = "";

  /** The class files that {@code loader} (null: the boot loader) sees. */
  ClassFiles(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The bytes of a class file.
   *
   * @param className {@code okhttp3/Request}
   * @return null if the loader does not see it
   */
  byte @Nullable [] read(String className) throws IOException {
    byte[] known = read.get(className);
    if (known != null) {
      return known;
    }
    try (InputStream in = open(className + ".class")) {
      if (in == null) {
        return null;
      }
      byte[] classFile = all(in);
      read.put(className, classFile);
      return classFile;
    }
  }

  private static byte[] all(InputStream in) throws IOException {
    byte[] bytes = new byte[1 + Math.max(1023, Math.min(in.available(), MOST_AT_ONCE))];
    int length = 0;
    for (int more = 0; more >= 0; more = in.read(bytes, length, bytes.length - length)) {
      length += more;
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Closes the jar that was read from last. */
  @Override
  public void close() {
    JarFile open = jar;
    jar = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException unheeded) {
        // All that was wanted has been read.
      }
    }
  }

  private @Nullable InputStream open(String file) throws IOException {
    if (loader == null || file.startsWith("java/")) {
      return openOfJdk(file);
    }
    if (loader == OWN) {
      return loader.getResourceAsStream(file);
    }
    URL url = find(loader, file);
    InputStream in = url == null ? openWithoutUrl(loader, file) : open(loader, file, url);
    return in == null ? openOfJdk(file) : in;
  }

  /**
   * A loader may load its own classes first and show its parent's files first. The loader is asked
   * as little as can be: its class path may lie in the network.
   *
   * @return null also for a loader that throws: it may have a stream all the same
   */
  private static @Nullable URL find(ClassLoader loader, String file) {
    try {
      URL own =
          loader instanceof URLClassLoader ? ((URLClassLoader) loader).findResource(file) : null;
      return own == null ? loader.getResource(file) : own;
    } catch (RuntimeException | LinkageError withoutUrls) {
      return null;
    }
  }

  /**
   * For loaders that make classes of what has no URL. Where there is no URL, the JDK's own loaders
   * have no stream either, so none of them caches a jar here, nor asks the network once more.
   */
  private static @Nullable InputStream openWithoutUrl(ClassLoader loader, String file) {
    return loader instanceof URLClassLoader && hasRemote((URLClassLoader) loader)
        ? null
        : loader.getResourceAsStream(file);
  }

  private static boolean hasRemote(URLClassLoader loader) {
    for (URL url : loader.getURLs()) {
      if (isRemote(url)) {
        return true;
      }
    }
    return false;
  }

  /** Some loaders show URLs that only they can read. */
  private InputStream open(ClassLoader loader, String file, URL url) throws IOException {
    try {
      return open(url);
    } catch (IOException | RuntimeException unreadable) {
      InputStream in = loader.getResourceAsStream(file);
      if (in == null) {
        throw unreadable;
      }
      return in;
    }
  }

  private InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (isRemote(connection)) {
      return connection.getInputStream();
    }
    // The JDK would keep the jar open, and show its files even when another is in its place.
    connection.setUseCaches(false);
    return connection.getClass().getName().equals(JAR_OF_JDK)
        ? open((JarURLConnection) connection)
        : connection.getInputStream();
  }

  /** Opens a jar once for all files that are read from it, one after the other. */
  private InputStream open(JarURLConnection connection) throws IOException {
    // A jar has other files for the version of the JVM, which the URL asks for behind a #.
    String url = connection.getJarFileURL() + "#" + connection.getURL().getRef();
    if (jar == null || !url.equals(jarUrl)) {
      close();
      jar = connection.getJarFile();
      jarUrl = url;
    }
    ZipEntry entry = jar.getEntry(connection.getEntryName());
    if (entry == null) {
      throw new FileNotFoundException(connection.getURL() + " is not in the jar");
    }
    return jar.getInputStream(entry);
  }

  /** Then the JDK has loaded the jar down for the loader, and would do so for each file anew. */
  private static boolean isRemote(URLConnection connection) {
    URL file =
        connection instanceof JarURLConnection
            ? ((JarURLConnection) connection).getJarFileURL()
            : connection.getURL();
    return isRemote(file);
  }

  private static boolean isRemote(URL file) {
    return file.getProtocol().startsWith("http") || file.getProtocol().equals("ftp");
  }

  /** An application's loader need not show the JDK's class files, and may show others. */
  private @Nullable InputStream openOfJdk(String file) throws IOException {
    // On Java 8 this would ask the application's loaders.
    InputStream ofJavaBase = PLATFORM == null ? null : Object.class.getResourceAsStream("/" + file);
    if (ofJavaBase != null) {
      return ofJavaBase;
    }
    URL url = JDK.getResource(file);
    return url == null ? null : open(url);
  }
}
