package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OkHttp 4, used before the agent is attached")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class LateOkHttp4Test extends ClientContract {

  static Stream<Subject> subjects() {
    return Subject.okHttp("4.12.0");
  }

  @Override
  boolean attachesLate() {
    return true;
  }
}
