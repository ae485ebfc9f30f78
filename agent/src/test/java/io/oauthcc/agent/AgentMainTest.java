package io.oauthcc.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMainTest {

  @ParameterizedTest
  @CsvSource({
    "file:/opt/oauthcc.jar, /opt/oauthcc.jar",
    "file:/opt/with%20space/oauthcc.jar, /opt/with space/oauthcc.jar",
    "file:///opt/oauthcc.jar, /opt/oauthcc.jar",
    "file://server/share/oauthcc.jar, //server/share/oauthcc.jar",
    "file://server/my%20share/oauthcc.jar, //server/my share/oauthcc.jar",
    "file:////server/share/oauthcc.jar, //server/share/oauthcc.jar",
  })
  void a_location_is_a_file_also_on_a_share_of_windows(URI location, File file) {
    assertThat(AgentMain.fileOf(location)).isEqualTo(file);
  }
}
