package io.oauthcc.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Gateway;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.client.Subject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An application that knows nothing of tokens, with the agent on it. */
final class Customer implements AutoCloseable {
  private final Application application;

  /**
   * @param configuration the agent's file
   * @param settings keys that differ from the file, as {@code key=value}
   */
  Customer(Subject subject, Path configuration, String... settings) {
    ForkedJvm.Builder jvm = subject.jvm();
    for (String setting : settings) {
      jvm.with("-Doauthcc." + setting);
    }
    application =
        new Application(jvm.agent(AgentFile.jar(), configuration.toString()), subject.driver());
  }

  /** An old, a common and a new JDK, each with another client. */
  static Stream<Subject> subjects() {
    return Stream.of(
        Subject.httpUrlConnection().findFirst().orElseThrow(),
        common(),
        Subject.okHttp("4.12.0").reduce((older, newer) -> newer).orElseThrow());
  }

  /** For tests in which the client makes no difference. */
  static Subject common() {
    return Stream.concat(
            Subject.javaHttpClient().filter(subject -> subject.jdk().feature() >= 17),
            Subject.httpUrlConnection())
        .findFirst()
        .orElseThrow();
  }

  /** Calls with GET. */
  Outcome get(String url) {
    return application.call(Request.get(url));
  }

  /** Has it end, and fails if a token or one of the secrets is in anything it printed. */
  Finished end(Gateway gateway, String... secrets) {
    return end(gateway.tokens(), secrets);
  }

  /** As {@link #end(Gateway, String...)}. */
  Finished end(List<String> tokens, String... secrets) {
    Finished finished = application.end();
    String printed = finished.toString();
    for (String token : tokens) {
      assertThat(printed).as("token in the output").doesNotContain(token);
    }
    for (String secret : secrets) {
      assertThat(printed)
          .as("secret in the output")
          .doesNotContain(secret)
          .doesNotContain(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
    assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
    return finished;
  }

  @Override
  public void close() {
    application.close();
  }
}
