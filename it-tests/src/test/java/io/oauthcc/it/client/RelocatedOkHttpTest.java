package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OkHttp in a package of the application's")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class RelocatedOkHttpTest extends ClientContract {

  static Stream<Subject> subjects() {
    return Subject.relocatedOkHttp();
  }
}
