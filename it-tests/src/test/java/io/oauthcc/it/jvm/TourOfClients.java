package io.oauthcc.it.jvm;

import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.client.Subject;
import io.oauthcc.it.driver.HttpUrlConnectionDriver;
import io.oauthcc.it.driver.OkHttpDriver;
import io.oauthcc.it.driver.Tour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The program that calls with each client a JDK has, and with OkHttp. */
record TourOfClients(Jdk jdk, List<Path> classPath) {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));
  private static final Path DRIVERS_11 = DRIVERS.resolve("META-INF/versions/11");

  /** From folders of classes. */
  static TourOfClients of(Jdk jdk) {
    List<Path> classPath = okHttp();
    classPath.add(DRIVERS);
    classPath.add(DRIVERS_11);
    return new TourOfClients(jdk, classPath);
  }

  /** From jars alone, as class data archives want it. */
  static TourOfClients ofJars(Jdk jdk, Path folder) {
    List<Path> classPath = okHttp();
    classPath.add(jar(folder.resolve("tour.jar")));
    return new TourOfClients(jdk, classPath);
  }

  /** The command line, with these options for the JVM. */
  ForkedJvm.Builder with(World world, String... options) {
    ForkedJvm.Builder jvm =
        ForkedJvm.java(jdk)
            .with(options)
            .with("-XX:TieredStopAtLevel=1")
            .classPath(classPath)
            .with(Tour.class.getName(), world.url("/tour"))
            .with(HttpUrlConnectionDriver.class.getName(), OkHttpDriver.class.getName());
    return jdk.feature() < 11 ? jvm : jvm.with("io.oauthcc.it.driver.JavaHttpClientDriver");
  }

  /** How many calls it makes. */
  int calls() {
    return jdk.feature() < 11 ? 4 : 6;
  }

  private static List<Path> okHttp() {
    List<Path> classPath =
        new ArrayList<>(Subject.okHttp("4.12.0").findFirst().orElseThrow().classPath());
    classPath.remove(DRIVERS);
    return classPath;
  }

  private static Path jar(Path jar) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      addClasses(out, DRIVERS);
      addClasses(out, DRIVERS_11);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static void addClasses(JarOutputStream out, Path folder) throws IOException {
    Path classes = folder.resolve("io");
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
  }
}
