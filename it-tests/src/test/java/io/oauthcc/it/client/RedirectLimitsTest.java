package io.oauthcc.it.client;

import io.oauthcc.it.ForkedJvm;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("With limits of the application's own for redirects")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class RedirectLimitsTest extends Transparency {

  static Stream<Subject> subjects() {
    return Stream.concat(Subject.httpUrlConnection(), Subject.javaHttpClient());
  }

  @Override
  ForkedJvm.Builder prepared(ForkedJvm.Builder jvm) {
    return jvm.property("http.maxRedirects", "3")
        .property("jdk.httpclient.redirects.retrylimit", "3");
  }

  @Test
  @DisplayName("as many hops are made as without the agent")
  void redirects() {
    same(
        subject().kind() == Subject.Kind.SYNCHRONOUS
            ? "HttpUrlConnectionScenes"
            : "JavaHttpClientScenes",
        "redirects");
  }
}
