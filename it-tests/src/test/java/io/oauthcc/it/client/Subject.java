package io.oauthcc.it.client;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.Tls;
import io.oauthcc.it.driver.HttpUrlConnectionDriver;
import io.oauthcc.it.driver.OkHttpDriver;
import io.oauthcc.it.driver.SeveralClientsDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A client in one version on one JDK.
 *
 * @param client its name, with the version if it is not the JDK's own
 * @param classPath what its JVM has on its class path
 * @param driver the class that drives it
 */
public record Subject(String client, Jdk jdk, List<Path> classPath, String driver, Kind kind) {
  private static final Path DRIVERS = Path.of(System.getProperty("oauthcc.it.drivers", ""));
  private static final Path CLIENTS = Path.of(System.getProperty("oauthcc.it.clients", ""));

  /** What a client can do. */
  public enum Kind {
    /** Synchronous calls over HTTP/1.1 alone. */
    SYNCHRONOUS,
    /** Asynchronous calls, HTTP/2 and WebSockets; its own threads may wait. */
    ASYNCHRONOUS,
    /** The same, but its threads must not wait. */
    NON_BLOCKING
  }

  /** On every JDK. */
  public static Stream<Subject> httpUrlConnection() {
    return Jdks.all().stream()
        .map(
            jdk ->
                new Subject(
                    "HttpURLConnection",
                    jdk,
                    List.of(DRIVERS),
                    HttpUrlConnectionDriver.class.getName(),
                    Kind.SYNCHRONOUS));
  }

  /** On every JDK. */
  public static Stream<Subject> javaHttpClient() {
    return Jdks.from(11).stream()
        .map(
            jdk ->
                new Subject(
                    "java.net.http",
                    jdk,
                    List.of(DRIVERS, DRIVERS.resolve("META-INF/versions/11")),
                    "io.oauthcc.it.driver.JavaHttpClientDriver",
                    Kind.NON_BLOCKING));
  }

  /** A version that the build has brought, on every JDK. */
  public static Stream<Subject> okHttp(String version) {
    List<Path> classPath = new ArrayList<>(jars("okhttp-" + version));
    classPath.add(DRIVERS);
    return Jdks.all().stream().map(jdk -> okHttp("OkHttp " + version, jdk, classPath));
  }

  static Stream<Subject> relocatedOkHttp() {
    List<Path> classPath = new ArrayList<>();
    RelocatedJar relocated =
        new RelocatedJar("okhttp3", "acme/shaded/okhttp3").and("okio", "acme/shaded/okio");
    for (Path jar : jars("okhttp-4.12.0")) {
      classPath.add(jar.getFileName().toString().startsWith("kotlin") ? jar : relocated.ofJar(jar));
    }
    classPath.add(relocated.ofClasses(DRIVERS, "io/oauthcc/it/driver/"));
    return Jdks.all().stream().map(jdk -> okHttp("relocated OkHttp 4.12.0", jdk, classPath));
  }

  /** An application on each JDK that has all clients the JDK can have. */
  public static Stream<Subject> everyClient() {
    return Jdks.all().stream()
        .map(
            jdk ->
                new Subject(
                    "every client",
                    jdk,
                    clientsOf(jdk).stream()
                        .flatMap(client -> client.classPath().stream())
                        .distinct()
                        .toList(),
                    SeveralClientsDriver.class.getName(),
                    Kind.NON_BLOCKING));
  }

  /** Each client that a JDK can have, in one version. */
  public static List<Subject> clientsOf(Jdk jdk) {
    return Stream.of(httpUrlConnection(), javaHttpClient(), okHttp("4.12.0"))
        .flatMap(subjects -> subjects)
        .filter(subject -> subject.jdk().equals(jdk))
        .toList();
  }

  private static Subject okHttp(String client, Jdk jdk, List<Path> classPath) {
    return new Subject(client, jdk, classPath, OkHttpDriver.class.getName(), Kind.ASYNCHRONOUS);
  }

  /** A version of OkHttp that is not woven, with the library that it needs. */
  static List<Path> unwovenOkHttp(String version) {
    return jars("unwoven-okhttp-" + version);
  }

  private static List<Path> jars(String folder) {
    try (Stream<Path> jars = Files.list(CLIENTS.resolve(folder))) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another class to drive it. */
  Subject drivenBy(String other) {
    return new Subject(client, jdk, classPath, other, kind);
  }

  /**
   * Starts its application with the agent.
   *
   * @param configuration the agent's
   */
  public Application application(Path configuration) {
    return new Application(jvm().agent(AgentFile.jar(), configuration.toString()), driver);
  }

  /** Its JVM, which trusts the test's servers, without an agent yet. */
  public ForkedJvm.Builder jvm() {
    // The driver's exit must not wait for a compiler thread; small heaps let two JVMs share a core.
    return Tls.ofThisRun()
        .trustedBy(ForkedJvm.java(jdk).with("-Xmx256m", "-XX:TieredStopAtLevel=1"))
        // An application may have the JDK's clients set Host, and send passwords to a proxy.
        .property("sun.net.http.allowRestrictedHeaders", "true")
        .property("jdk.httpclient.allowRestrictedHeaders", "host")
        .property("jdk.http.auth.tunneling.disabledSchemes", "")
        .classPath(classPath);
  }

  @Override
  public String toString() {
    return client + " on " + jdk;
  }
}
