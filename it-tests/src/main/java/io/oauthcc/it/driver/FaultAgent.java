package io.oauthcc.it.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that makes methods of oauthcc fail. Its argument is a jar with classes of oauthcc's
 * own, in each method of which the test has put a question to the {@link Consumer} that is the
 * system property {@code fault}: whether it is this method's turn to fail. It is if the property
 * {@code fault.at} has its name, or all of them with commas between; it throws what {@code
 * fault.is} says then. While the property {@code fault.loading} is {@code true} no class of
 * oauthcc's own can be loaded any more.
 */
public final class FaultAgent {
  private FaultAgent() {}

  /** Called by the JVM before oauthcc's own, which comes later on the command line. */
  public static void premain(String jar, Instrumentation instrumentation) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            classes.put(entry.getName().substring(0, entry.getName().length() - 6), read(in));
          }
        }
      }
    }
    Consumer<String> question = new Question();
    System.getProperties().put("fault", question);
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              @Nullable String className,
              @Nullable Class<?> loaded,
              @Nullable ProtectionDomain domain,
              byte[] classFile) {
            if (loader == null
                || !loader.getClass().getName().equals("io.oauthcc.agent.AgentClassLoader")) {
              return null;
            }
            return Boolean.getBoolean("fault.loading") ? new byte[0] : classes.get(className);
          }
        });
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes.write(buffer, 0, n);
    }
    return bytes.toByteArray();
  }

  /** An {@code Error} of no known kind, such as {@code ThreadDeath} was. */
  public static final class StrangeError extends Error {
    private static final long serialVersionUID = 1L;

    /** By name. */
    public StrangeError() {}
  }

  private static final class Question implements Consumer<String> {
    private final AtomicInteger left = new AtomicInteger(Integer.getInteger("fault.after", 0));

    @Override
    public void accept(String method) {
      if (isAt(method) && left.getAndDecrement() <= 0) {
        String name = System.getProperty("fault.is", "java.lang.IllegalStateException");
        try {
          Question.<RuntimeException>sneak(
              Class.forName(name)
                  .asSubclass(Throwable.class)
                  .getDeclaredConstructor()
                  .newInstance());
        } catch (ReflectiveOperationException e) {
          throw new IllegalArgumentException(name, e);
        }
      }
    }

    private static boolean isAt(String method) {
      String all = System.getProperty("fault.at", "");
      int start = all.indexOf(method);
      int end = start + method.length();
      return start >= 0
          && (start == 0 || all.charAt(start - 1) == ',')
          && (end == all.length() || all.charAt(end) == ',');
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable fault) throws T {
      throw (T) fault;
    }
  }
}
