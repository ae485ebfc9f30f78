package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("java.net.http.HttpClient, used before the agent is attached")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class LateJavaHttpClientTest extends ClientContract {

  static Stream<Subject> subjects() {
    return Subject.javaHttpClient();
  }

  @Override
  boolean attachesLate() {
    return true;
  }
}
