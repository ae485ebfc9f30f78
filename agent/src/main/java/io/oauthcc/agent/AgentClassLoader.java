package io.oauthcc.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from the {@linkplain ClassArchive archive} in the agent's jar,
 * where no class loader of the application finds them, and never looks into the application itself:
 * what it does not have and the JDK does not have is missing. The archive's sections are
 *
 * <ul>
 *   <li>the classes that premain needs, not deflated;
 *   <li>for each first three folders of a name the classes that a first authorized request needs,
 *       and every resource that is not a class;
 *   <li>for each package all other classes.
 * </ul>
 *
 * <p>The packages in the archive are loaded from there, whatever the JDK or the application has
 * under the same name. {@code io.oauthcc.agent} comes from the loader that loaded this class,
 * everything else from the JDK.
 *
 * <p>Resources are those in the archive and those {@linkplain #putResource put} here; of the JDK's
 * only class files are found.
 */
public final class AgentClassLoader extends ClassLoader {

  private static final String ROOT_PACKAGE = "io.oauthcc.agent.";
  private static final String CLASS_FILE = ".class";

  static {
    registerAsParallelCapable();
  }

  private final ClassArchive archive;
  private final ProtectionDomain agentDomain;
  private final boolean definesPackages;
  private final ConcurrentMap<String, ByteBuffer> added = new ConcurrentHashMap<>();

  /**
   * Reads the jar. What becomes of the file afterwards does not matter.
   *
   * @param agentJar {@code oauthcc.jar}
   * @param agentDomain what the classes may do and where they say they come from: the agent's own
   * @throws IOException if the jar cannot be read or is damaged
   */
  public AgentClassLoader(File agentJar, ProtectionDomain agentDomain) throws IOException {
    super(platformLoader());
    this.archive = new ClassArchive(agentJar);
    this.agentDomain = agentDomain;
    // From Java 9 on the JVM does it.
    this.definesPackages = getParent() == null;
  }

  /**
   * Adds a resource that only code loaded here sees. Replaces one of the same name.
   *
   * @param name as in a jar, without a slash at the start
   */
  public void putResource(String name, byte[] content) {
    added.put(name, ByteBuffer.wrap(content.clone()));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    if (name.startsWith(ROOT_PACKAGE)) {
      return Class.forName(name, false, AgentClassLoader.class.getClassLoader());
    }
    if (archive.has(name) || archive.has(packageOf(name))) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> type = findLoadedClass(name);
        return type == null ? define(name) : type;
      }
    }
    return super.loadClass(name, resolve);
  }

  /** Called for what the JDK does not have. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    throw new ClassNotFoundException(
        "oauthcc: " + name + " is neither in " + archive.file() + " nor in this JDK");
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    ByteBuffer classFile;
    try {
      classFile = archive.content(name);
    } catch (IOException e) {
      throw new ClassNotFoundException("oauthcc: " + name + ": " + e.getMessage(), e);
    }
    if (classFile == null) {
      return findClass(name);
    }
    if (definesPackages) {
      definePackageOf(name);
    }
    return defineClass(name, classFile, agentDomain);
  }

  private void definePackageOf(String className) {
    String name = className.substring(0, className.lastIndexOf('.'));
    if (getPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException alreadyDefined) {
        // Another thread was faster, and defined the same.
      }
    }
  }

  /** With its final dot. */
  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }

  private @Nullable ByteBuffer findResourceContent(String name) {
    ByteBuffer content = added.get(name);
    try {
      content = content == null ? archive.content(name) : content;
      return content == null && name.endsWith(CLASS_FILE)
          ? archive.content(classOf(name))
          : content;
    } catch (IOException e) {
      return null;
    }
  }

  private static String classOf(String classFile) {
    return classFile.substring(0, classFile.length() - CLASS_FILE.length()).replace('/', '.');
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ByteBuffer content = findResourceContent(name);
    if (content != null) {
      return ClassArchive.stream(content);
    }
    return name.endsWith(CLASS_FILE) ? super.getResourceAsStream(name) : null;
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL url = findResource(name);
    return url == null && name.endsWith(CLASS_FILE) ? super.getResource(name) : url;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    URL url = getResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  @Override
  protected @Nullable URL findResource(String name) {
    ByteBuffer content = findResourceContent(name);
    try {
      return content == null ? null : MemoryUrl.of(name, content);
    } catch (LinkageError jarIsGone) {
      // Of all that this loader needs, the JVM would load this alone late. No library asks for it.
      return null;
    }
  }

  /**
   * The loader of the JDK's classes outside {@code java.base}; null, the boot loader, on Java 8.
   */
  private static @Nullable ClassLoader platformLoader() {
    ClassLoader top = AgentClassLoader.class.getClassLoader();
    for (ClassLoader next = top; next != null; next = next.getParent()) {
      top = next;
    }
    String type = top == null ? "" : top.getClass().getName();
    if (type.equals("jdk.internal.loader.ClassLoaders$PlatformClassLoader")) {
      return top;
    }
    if (type.equals("sun.misc.Launcher$ExtClassLoader")) {
      return null;
    }
    // A system class loader of the application's own (java.system.class.loader) may end its chain
    // of parents anywhere. Asking by reflection costs 10 ms and more on newer JDKs.
    try {
      return (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
    } catch (ReflectiveOperationException java8) {
      return null;
    }
  }
}
