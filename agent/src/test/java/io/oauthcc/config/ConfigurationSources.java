package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A configuration file, and the other sources beside it. In what it is given, {@code DIR} is the
 * test's folder, which holds the files {@code key.pem}, {@code empty.pem} and the folder {@code
 * folder}; in the messages that it gives back, the folder's path is gone.
 */
final class ConfigurationSources {

  /** Is in no message. */
  static final String PLANTED = "hunter2";

  /** Three lines, complete but for the client's authentication. */
  static final String BASE =
      """
      hosts=api.example.com
      token-uri=https://auth.example.org/token
      client-id=app
      """;

  static final String SECRET = "client-secret=${env:BASE_SECRET}\n";

  private final Path directory;
  private final Properties properties = new Properties();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("BASE_SECRET", PLANTED.repeat(5), "SHORT", PLANTED));
  private String arguments = "";

  ConfigurationSources(Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("key.pem"), PLANTED);
    Files.writeString(directory.resolve("other.pem"), PLANTED);
    Files.writeString(directory.resolve("empty.pem"), "");
    Files.createDirectories(directory.resolve("folder"));
  }

  ConfigurationSources argument(String argument) {
    arguments += ";" + argument;
    return this;
  }

  ConfigurationSources property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  ConfigurationSources variable(String name, String value) {
    environment.put(name, value.replace("DIR", directory.toString()));
    return this;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Configuration read(String content) throws ConfigurationException {
    try {
      Path file = directory.resolve("app.properties");
      Files.writeString(file, content.replace("DIR", directory.toString()));
      return ConfigurationReader.read(file + arguments, properties, environment, later -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only registration, of a configuration that nothing is warned about. */
  Registration registration(String content) throws ConfigurationException {
    Configuration configuration = read(content);
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.registrations()).hasSize(1);
    return configuration.registrations().get(0);
  }

  List<String> warnings(String content) throws ConfigurationException {
    return shown(read(content).warnings());
  }

  List<String> problems(String content) {
    ConfigurationException exception =
        catchThrowableOfType(ConfigurationException.class, () -> read(content));
    if (exception == null) {
      throw new AssertionError("nothing was found wrong with " + content);
    }
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(PLANTED);
    }
    return shown(exception.problems());
  }

  private List<String> shown(List<String> messages) {
    assertThat(messages).noneMatch(message -> message.contains(PLANTED));
    return messages.stream()
        .map(message -> message.replace(directory.toString() + "/", ""))
        .toList();
  }

  /** A table's cell: settings, separated by spaces, as lines. */
  static String lines(String cell) {
    return cell.replaceAll("\\s+", "\n") + "\n";
  }
}
