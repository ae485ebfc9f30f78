package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.target.Target;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefectFailuresTest {

  private final DefectFailures failures =
      new DefectFailures(new IOException("oauthcc: no access token: a defect"));
  private final Registration registration =
      RegistrationBuilder.of("api")
          .hosts(List.of(Target.parse("api.example.com")))
          .tokenUri(URI.create("https://auth.example.com/token"))
          .clientId("client")
          .build();

  @Test
  void a_call_is_told_for_whom_there_is_no_token_and_why() {
    Throwable defect = new IllegalStateException("made up");

    assertThat(failures.of(registration, "api.example.com", defect))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "oauthcc: no access token for api.example.com (registration api): a defect")
        .hasRootCauseMessage("made up");
  }

  @Test
  void a_defect_that_cannot_be_told_is_left_out() {
    Throwable defect =
        new Error() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized @Nullable Throwable getCause() {
            throw new StackOverflowError();
          }
        };

    assertThat(failures.of(registration, "api.example.com", defect))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("oauthcc: no access token for api.example.com (registration api): ")
        .hasNoCause();
  }

  @Test
  void the_last_failure_is_there_before_it_is_needed() {
    assertThat(failures.last())
        .isExactlyInstanceOf(IOException.class)
        .isSameAs(failures.last())
        .hasMessageStartingWith("oauthcc: no access token: ");
  }
}
