package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OkHttp 3.9")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class OkHttp3_9Test extends ClientContract {

  static Stream<Subject> subjects() {
    return Subject.okHttp("3.9.1");
  }
}
