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

/**
 * The program that calls twice with each client: those the JDK has, and OkHttp.
 *
 * @param drivers the class of each client's driver
 */
record TourOfClients(Jdk jdk, List<Path> classPath, List<String> drivers) {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));
  private static final Path DRIVERS_11 = DRIVERS.resolve("META-INF/versions/11");

  /** From folders of classes. */
  static TourOfClients of(Jdk jdk) {
    List<Path> classPath = okHttp();
    classPath.add(DRIVERS);
    classPath.add(DRIVERS_11);
    return new TourOfClients(jdk, classPath, drivers(jdk));
  }

  /** From jars alone, as class data archives want it. */
  static TourOfClients ofJars(Jdk jdk, Path folder) {
    List<Path> classPath = okHttp();
    classPath.add(jar(folder.resolve("tour.jar")));
    return new TourOfClients(jdk, classPath, drivers(jdk));
  }

  /** The same with one of the clients. */
  TourOfClients only(String driver) {
    return new TourOfClients(jdk, classPath, List.of(driver));
  }

  /** The command line, with these options for the JVM. */
  ForkedJvm.Builder with(World world, String... options) {
    return from(world.url("/tour"), options);
  }

  /** The same, calling this URL. */
  ForkedJvm.Builder from(String url, String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .with("-XX:TieredStopAtLevel=1")
        .classPath(classPath)
        .with(Tour.class.getName(), url)
        .with(drivers.toArray(String[]::new));
  }

  /** How many calls it makes. */
  int calls() {
    return 2 * drivers.size();
  }

  private static List<String> drivers(Jdk jdk) {
    List<String> drivers = new ArrayList<>();
    drivers.add(HttpUrlConnectionDriver.class.getName());
    drivers.add(OkHttpDriver.class.getName());
    if (jdk.feature() >= 11) {
      drivers.add("io.oauthcc.it.driver.JavaHttpClientDriver");
    }
    return drivers;
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
