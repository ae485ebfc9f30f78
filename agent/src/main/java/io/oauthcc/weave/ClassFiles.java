package io.oauthcc.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a class loader sees, read without loading a class: a class first loaded
 * inside a transformation is never offered to the agent. Used by one thread for one class.
 */
final class ClassFiles implements ClassFileLocator {

  private final @Nullable ClassLoader loader;
  private final Map<String, byte[]> read = new HashMap<>();

  /** The class files that {@code loader} (null: the boot loader) sees. */
  ClassFiles(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** The same, but for one class whose bytes are given. */
  ClassFiles(@Nullable ClassLoader loader, String className, byte[] classFile) {
    this(loader);
    read.put(className, classFile);
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
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(16384);
      byte[] chunk = new byte[8192];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        bytes.write(chunk, 0, length);
      }
      byte[] classFile = bytes.toByteArray();
      read.put(className, classFile);
      return classFile;
    }
  }

  private @Nullable InputStream open(String file) throws IOException {
    if (loader == null) {
      return Object.class.getResourceAsStream("/" + file);
    }
    URL own =
        loader instanceof URLClassLoader ? ((URLClassLoader) loader).findResource(file) : null;
    URL shown = own == null ? null : loader.getResource(file);
    if (own == null || shown == null || own.toString().equals(shown.toString())) {
      return loader.getResourceAsStream(file);
    }
    // It loads its own classes first, and shows its parent's files first.
    URLConnection connection = own.openConnection();
    // Or the JDK would keep the jar open.
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  @Override
  public Resolution locate(String name) throws IOException {
    byte[] classFile = read(name.replace('.', '/'));
    return classFile == null ? new Resolution.Illegal(name) : new Resolution.Explicit(classFile);
  }

  @Override
  public void close() {}
}
