package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent reads its configuration before {@code main}, at every start of the application. */
final class StartUpClassesTest {

  @Test
  void oneValidRegistrationFromAFileLoadsFewClasses(@TempDir Path directory) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    Path file =
        Files.writeString(
            directory.resolve("app.properties"),
            """
            hosts=api.example.com, *.example.net/api
            token-uri=https://auth.example.org/token
            client-id=app
            client-secret-file=%s
            scope=read
            """
                .formatted(secret.toString().replace("\\", "\\\\")));
    OwnCopies loader = new OwnCopies();

    loader.read(file);

    // Loaded by the reflection above, which looks at what the method declares.
    loader.loaded.remove("config/" + ConfigurationException.class.getSimpleName());
    assertThat(loader.loaded).hasSizeLessThanOrEqualTo(21);
    assertThat(loader.loaded)
        .doesNotContain(
            "config/Complaint",
            "config/Printable",
            "config/NearestName",
            "target/TargetMistake",
            "target/OneLine",
            "target/Targets",
            "config/Variables",
            "config/CrossChecks",
            "config/ClientAuthenticationMethod",
            "config/Durations",
            "config/Registration$ExistingAuthorization",
            "config/LiteralSecret");
  }

  /** A class that is not in it costs milliseconds, as another section is inflated for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        token-uri=https://auth.example.org/token
        client-authentication-method=private_key_jwt
        private-key-file=KEY
        private-key-password=a
        """,
        """
        issuer-uri=https://auth.example.org
        client-authentication-method=client_secret_jwt
        client-secret=0123456789abcdef0123456789abcdef
        """,
      })
  void theStartArchiveHoldsWhatAnyValidRegistrationLoads(String client, @TempDir Path directory)
      throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "x");
    Path file =
        Files.writeString(
            directory.resolve("app.properties"),
            """
            main-class=com.example.Main
            log-level=warn
            on-config-error=disable
            dry-run=true
            hosts=https://*.example.com/api
            client-id=app
            key-id=k
            signing-algorithm=
            assertion-lifetime=30s
            token-request.method=POST
            token-request.parameter.a=b
            token-request.header.a=b
            refresh-token=never
            basic-encoding=raw
            allow-insecure-http=targets
            on-unauthorized=retry
            unauthorized-status=401,403
            refresh-ahead=5m
            retry.max-attempts=2
            proxy=http://u:%40@proxy:3128
            trust-store=KEY
            key-store=KEY
            key-store-type=PEM
            """
                .concat(client)
                .replace("KEY", key.toString().replace("\\", "\\\\")));
    OwnCopies loader = new OwnCopies();

    loader.read(file);

    assertThat(Files.readAllLines(Path.of("src/main/archive/start.txt")))
        .containsAll(loader.loaded.stream().map(name -> "io/oauthcc/" + name).toList());
  }

  /** Defines the classes of configuration and targets anew and writes down which. */
  private static final class OwnCopies extends ClassLoader {

    private final Set<String> loaded = new TreeSet<>();

    OwnCopies() {
      super(ConfigurationReader.class.getClassLoader());
    }

    void read(Path file) throws ReflectiveOperationException {
      Consumer<String> warnings = warning -> {};
      loadClass(ConfigurationReader.class.getName())
          .getMethod("read", String.class, Properties.class, Map.class, Consumer.class)
          .invoke(null, file.toString(), new Properties(), Map.of("PATH", "/bin"), warnings);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      String own = "io.oauthcc.";
      if (!name.startsWith(own + "config.") && !name.startsWith(own + "target.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> present = findLoadedClass(name);
      if (present != null) {
        return present;
      }
      loaded.add(name.substring(own.length()).replace('.', '/'));
      try (@Nullable InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
