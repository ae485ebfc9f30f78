package io.oauthcc.it.driver;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * A small application server: each web application has a class loader of its own, which is the
 * context class loader of its threads, and is undeployed after use. Each argument is a command:
 *
 * <ul>
 *   <li>{@code deploy:<class path>} and {@code deploy-below:<class path>}, whose parent is the one
 *       deployed before; {@code deploy-careless:<class path>} is the same, but for its resources,
 *       which it takes from its parent first;
 *   <li>{@code use:<class>} has the one deployed last make its {@link VisitedClient};
 *   <li>{@code visit:<URL>} calls from there and prints what comes of it;
 *   <li>{@code undeploy} closes and drops them all, and prints {@code collected} or which were not,
 *       and on Linux which of their jars are still open;
 *   <li>{@code put:<file>} and the place for it, as a class path, puts one file in another's place.
 * </ul>
 */
public final class Webapps {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** As frameworks have them: every thread made by an application's thread gets its value. */
  private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

  private final List<Webapp> deployed = new ArrayList<>();

  private Webapps() {}

  /** Obeys the commands in turn. */
  public static void main(String[] commands) throws Exception {
    // As Tomcat does: Java 8 keeps the thread-locals of whoever asks for the first logger.
    LogManager.getLogManager();
    Webapps server = new Webapps();
    for (String command : commands) {
      String[] words = command.split(":", 2);
      server.obey(words[0], words.length < 2 ? "" : words[1]);
    }
  }

  private void obey(String command, String argument) throws Exception {
    switch (command) {
      case "deploy":
        deployed.add(new Webapp(argument, Webapps.class.getClassLoader(), true));
        break;
      case "deploy-below":
        deployed.add(new Webapp(argument, last(), true));
        break;
      case "deploy-careless":
        deployed.add(new Webapp(argument, last(), false));
        break;
      case "use":
        last().onThreadOfItsOwn(() -> last().use(argument));
        break;
      case "visit":
        last().onThreadOfItsOwn(() -> System.out.println(last().visit(argument)));
        tellOfThreads(last());
        break;
      case "undeploy":
        System.out.println(undeploy());
        break;
      case "put":
        String[] files = argument.split(File.pathSeparator, -1);
        Files.copy(Paths.get(files[0]), Paths.get(files[1]), StandardCopyOption.REPLACE_EXISTING);
        break;
      default:
        throw new IllegalArgumentException(command);
    }
  }

  private Webapp last() {
    return deployed.get(deployed.size() - 1);
  }

  /**
   * Prints each thread of the agent's that keeps something of a web application's. One that is lent
   * to a task of the application's has its context class loader until the task is over, which may
   * be a moment after the call that the task completes.
   */
  private static void tellOfThreads(ClassLoader webapp) throws Exception {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("oauthcc")) {
        Field inherited = Thread.class.getDeclaredField("inheritableThreadLocals");
        inherited.setAccessible(true);
        if (inherited.get(thread) != null) {
          System.out.println(thread.getName() + " has inherited thread-locals");
        }
        long start = System.nanoTime();
        while (thread.getContextClassLoader() == webapp
            && System.nanoTime() - start < LIMIT_NANOS) {
          Thread.sleep(20);
        }
        if (thread.getContextClassLoader() == webapp) {
          System.out.println(thread.getName() + " has the application's context class loader");
        }
      }
    }
  }

  private String undeploy() throws Exception {
    List<WeakReference<Webapp>> dropped = new ArrayList<>();
    Set<String> jars = new HashSet<>();
    for (Webapp webapp : deployed) {
      jars.addAll(Arrays.asList(webapp.classPath.split(File.pathSeparator, -1)));
      dropped.add(new WeakReference<>(webapp));
      webapp.onThreadOfItsOwn(webapp::shutDown);
    }
    deployed.clear();
    long start = System.nanoTime();
    while (System.nanoTime() - start < LIMIT_NANOS) {
      System.gc();
      if (left(dropped).isEmpty()) {
        List<String> open = OpenFiles.of(jars);
        return open.isEmpty() ? "collected" : "left open: " + open;
      }
      Thread.sleep(20);
    }
    return "not collected: " + left(dropped) + ", threads: " + Thread.getAllStackTraces().keySet();
  }

  private static List<String> left(List<WeakReference<Webapp>> dropped) {
    List<String> left = new ArrayList<>();
    for (WeakReference<Webapp> webapp : dropped) {
      @Nullable Webapp found = webapp.get();
      if (found != null) {
        left.add(found.classPath);
      }
    }
    return left;
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Looks into its own class path first, as the servlet specification asks for. */
  private static final class Webapp extends URLClassLoader {
    private final String classPath;
    private final boolean showsOwnFirst;
    private @Nullable UnaryOperator<String> client;

    Webapp(String classPath, ClassLoader parent, boolean showsOwnFirst)
        throws MalformedURLException {
      super(urls(classPath), parent);
      this.showsOwnFirst = showsOwnFirst;
      this.classPath = classPath;
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
      String[] entries = classPath.split(File.pathSeparator, -1);
      URL[] urls = new URL[entries.length];
      for (int i = 0; i < entries.length; i++) {
        urls[i] = new File(entries[i]).toURI().toURL();
      }
      return urls;
    }

    @SuppressWarnings("unchecked")
    void use(String clientClass) throws Exception {
      client =
          (UnaryOperator<String>)
              loadClass(Visit.class.getName())
                  .getConstructor(String.class)
                  .newInstance(clientClass);
    }

    String visit(String url) {
      return client == null ? "no client" : client.apply(url);
    }

    void shutDown() throws Exception {
      if (client != null) {
        ((Closeable) client).close();
        // A java.net.http.HttpClient ends its thread, which knows this loader, when nobody has it.
        client = null;
      }
      close();
    }

    /** The thread ends with the work. */
    void onThreadOfItsOwn(Work work) throws Exception {
      Callable<Void> task =
          () -> {
            INHERITED.set(client == null ? this : client);
            work.run();
            return null;
          };
      FutureTask<Void> outcome = new FutureTask<>(task);
      Thread thread = new Thread(outcome, "webapp");
      thread.setContextClassLoader(this);
      thread.start();
      outcome.get();
      thread.join();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && !name.startsWith("java")) {
          try {
            loaded = findClass(name);
          } catch (ClassNotFoundException e) {
            // It is the parent's, then.
          }
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      URL own = showsOwnFirst ? findResource(name) : null;
      return own == null ? super.getResource(name) : own;
    }

    /** As loaders have it that are no {@link URLClassLoader}, which would close what it opened. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      URL url = getResource(name);
      try {
        return url == null ? null : url.openStream();
      } catch (IOException e) {
        return null;
      }
    }
  }
}
