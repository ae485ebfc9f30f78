package io.oauthcc.it.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A call the application makes: what the test asked for, in the words every client shares. */
public final class Call {
  private final Line line;

  Call(Line line) {
    this.line = line;
  }

  /** Where an application has several clients, the driver of the one to use; null for any. */
  public @Nullable String driver() {
    return line.find("driver");
  }

  /** The request method. */
  public String method() {
    String method = line.find("method");
    return method == null ? "GET" : method;
  }

  /** The URL called first. */
  public String url() {
    return line.get("url");
  }

  /** The value the application gives the {@code Authorization} header itself, or null. */
  public @Nullable String authorization() {
    return line.find("authorization");
  }

  /** A second such value, or null. */
  public @Nullable String secondAuthorization() {
    return line.find("second-authorization");
  }

  /** The value the application gives the {@code Host} header itself, or null. */
  public @Nullable String host() {
    return line.find("host");
  }

  /** The body, or null for none. */
  public @Nullable String body() {
    return line.find("body");
  }

  /** The body's bytes: those of its text, or as many of every kind as {@code octets} says. */
  public byte[] bytes() {
    String octets = line.find("octets");
    if (octets == null) {
      return String.valueOf(body()).getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[Integer.parseInt(octets)];
    new Random(bytes.length).nextBytes(bytes);
    return bytes;
  }

  /** What the application has its body in. */
  public enum Kind {
    /** A string. */
    TEXT,
    /** A byte array. */
    BYTES,
    /** A file. */
    FILE,
    /** Something that can be read only once, of a length known before. */
    STREAM,
    /** The same, of unknown length. */
    CHUNKED,
    /** The same as one of the parts of a part; of OkHttp's. */
    PART,
    /** Something that is written on a thread of its own, while the answer may come; OkHttp's. */
    DUPLEX
  }

  /** What the body is in. */
  public Kind kind() {
    String kind = line.find("kind");
    return kind == null ? Kind.TEXT : Kind.valueOf(kind);
  }

  /** The body in a file of its own. */
  public Path file() throws IOException {
    Path file = Files.createTempFile("body", ".txt");
    file.toFile().deleteOnExit();
    return Files.write(file, bytes());
  }

  /** The password with which the application's own authenticator answers a challenge, or null. */
  public @Nullable String password() {
    return line.find("password");
  }

  /** Whether the application keeps cookies. */
  public boolean cookies() {
    return line.find("cookies") != null;
  }

  /** Whom the application tells of each answer in the middle of the call, or null. */
  public @Nullable String reporting() {
    return line.find("reporting");
  }

  /** Whether redirects are followed. */
  public boolean following() {
    return line.find("staying") == null;
  }

  /** Whether the body waits for {@code 100 Continue}. */
  public boolean expecting() {
    return line.find("expecting") != null;
  }

  /** The highest HTTP version the client may use: {@code 1.1} or {@code 2}. */
  public String version() {
    String version = line.find("version");
    return version == null ? "1.1" : version;
  }

  /** Whether the client's asynchronous method is to be used. */
  public boolean async() {
    return line.find("async") != null;
  }

  /** Whether the client runs its tasks on whatever thread hands them over. */
  public boolean direct() {
    return line.find("direct") != null;
  }

  /** Whether the threads of a crowd are virtual ones. */
  public boolean onVirtualThreads() {
    return line.find("virtual") != null;
  }

  /** Whether the proxy speaks SOCKS. */
  public boolean socks() {
    return line.find("socks") != null;
  }

  /** The port of the proxy on the loopback interface, or null for none. */
  public @Nullable Integer proxyPort() {
    String port = line.find("proxy");
    return port == null ? null : Integer.valueOf(port);
  }

  /** The call's own time limit, or null for none. */
  public @Nullable Duration within() {
    String limit = line.find("within");
    return limit == null ? null : Duration.parse(limit);
  }

  /** Tells the client objects apart: calls with the same key share one. */
  public String clientKey() {
    return version()
        + (" " + direct())
        + (" " + proxyPort())
        + (" " + password())
        + (" " + cookies())
        + (" " + reporting());
  }
}
