package io.oauthcc.agent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the URL of a resource in memory, for {@link java.util.ServiceLoader}, which reads nothing
 * else. The URL brings its handler along, so that nothing is registered in the JVM.
 */
final class MemoryUrl extends URLStreamHandler implements PrivilegedAction<URL> {

  private final String path;
  private final ByteBuffer content;

  private MemoryUrl(String name, ByteBuffer content) {
    this.path = "/" + name;
    this.content = content;
  }

  /**
   * The URL, whatever the caller's permissions.
   *
   * @param name as in a jar
   */
  static URL of(String name, ByteBuffer content) {
    return AccessController.doPrivileged(new MemoryUrl(name, content));
  }

  /** The URL. Needs the permission {@code NetPermission("specifyStreamHandler")}. */
  @Override
  public URL run() {
    try {
      return new URL("oauthcc", "", -1, path, this);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    if (!url.getPath().equals(path)) {
      throw new FileNotFoundException(url.toString());
    }
    return new Connection(url, content);
  }

  private static final class Connection extends URLConnection {

    private final ByteBuffer content;

    Connection(URL url, ByteBuffer content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() {
      return ClassArchive.stream(content);
    }

    @Override
    public int getContentLength() {
      return content.remaining();
    }
  }
}
