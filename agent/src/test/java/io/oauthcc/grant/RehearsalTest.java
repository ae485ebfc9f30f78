package io.oauthcc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.Clock;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final RecordingLog log = new RecordingLog();

  @Test
  void goesThroughToTheTokenAndTellsNobody() throws Exception {
    Registration registration =
        RegistrationBuilder.of("default").tokenUri(URI.create("https://as.test/token")).build();
    Rehearsal rehearsal = new Rehearsal(registration, Clock.system(), log);

    rehearsal.run();

    assertThat(rehearsal.read().warnings()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }
}
