package io.oauthcc.agent;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** What the JDK itself holds. Asked for what is named like one of its tools, so rarely. */
class JdkContents {

  JdkContents() {}

  /** Whether the module is one of the run-time image. */
  boolean hasModule(String name) {
    try {
      new URL("jrt:/" + name + "/module-info.class").openConnection().connect();
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * Whether a class of that name comes from the run-time image, on Java 8 from a jar of the JDK.
   */
  boolean hasClass(String name) {
    URL found = ClassLoader.getSystemResource(name.replace('.', '/').concat(".class"));
    return found != null && isOfJdk(found, System.getProperty("java.home"));
  }

  /**
   * @param home what {@code java.home} says: on Java 8 the folder of the JRE, in a JDK or by itself
   */
  static boolean isOfJdk(URL classFile, @Nullable String home) {
    if (classFile.getProtocol().equals("jrt")) {
      return true;
    }
    if (home == null || !classFile.getProtocol().equals("jar")) {
      return false;
    }
    File jre = new File(home);
    File parent = jre.getParentFile();
    File jdk = parent != null && jre.getName().equals("jre") ? parent : jre;
    String jar = classFile.getPath();
    try {
      URI uri = new URI(jar.substring(0, jar.indexOf("!/")));
      File lib = new File(uri).getCanonicalFile().getParentFile();
      return isIn(new File(jdk, "lib"), lib) || isIn(new File(jre, "lib"), lib);
    } catch (IOException | URISyntaxException | RuntimeException noFile) {
      return false;
    }
  }

  private static boolean isIn(File top, File folder) throws IOException {
    File wanted = top.getCanonicalFile();
    for (File next = folder; next != null; next = next.getParentFile()) {
      if (next.equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
