package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OkHttp 4")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class OkHttp4Test extends ClientContract {

  static Stream<Subject> subjects() {
    return Subject.okHttp("4.12.0");
  }
}
