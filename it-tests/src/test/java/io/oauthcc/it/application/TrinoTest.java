package io.oauthcc.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import java.nio.file.Path;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Trino command line (OkHttp 4) against a coordinator that wants a token. As with Trino's
 * spooling protocol, the rows are fetched from an object storage of somebody else's, which must
 * never see the token.
 */
final class TrinoTest {
  private static final String STARTED =
      """
      {"id": "1", "infoUri": "%1$s/ui/1", "nextUri": "%1$s/v1/statement/1",
       "stats": {"state": "RUNNING"}}
      """;

  private static final String FINISHED =
      """
      {"id": "1", "infoUri": "%1$s/ui/1",
       "columns": [{"name": "answer", "type": "integer",
                    "typeSignature": {"rawType": "integer", "arguments": []}}],
       "data": {"encoding": "json",
                "segments": [{"type": "spooled", "uri": "%2$s/segment", "headers": {},
                              "ackUri": "%1$s/v1/spooled/ack",
                              "metadata": {"rowOffset": 0, "rowsCount": 1,
                                           "segmentSize": 6, "uncompressedSize": 6}}]},
       "stats": {"state": "FINISHED"}}
      """;

  private final Surroundings around = new Surroundings();
  private final Path folder;

  TrinoTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void speakTrino() {
    around.api().answers(this::coordinator);
    around.elsewhere().answers(hop -> new MockResponse().setBody("[[42]]"));
  }

  @AfterEach
  void close() {
    around.close();
  }

  static List<Jdk> jdks() {
    return Jdks.from(11);
  }

  @Test
  void is_refused_without_the_agent() {
    Finished trino = trino(Jdks.ofBuild());

    assertThat(trino.status()).as("%s", trino).isOne();
    assertThat(String.join("\n", trino.err())).contains("Authentication failed");
    assertThat(around.seen()).containsExactly("api POST /v1/statement, no token");
    around.assertNoToken();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void answers_a_query_with_the_agent_and_shows_the_storage_no_token(Jdk jdk) {
    Finished trino = trino(jdk, around.agent(folder));

    assertThat(trino.status()).as("%s", trino).isZero();
    assertThat(trino.out()).containsExactly("\"42\"");
    // The acknowledgement is sent in the background, and may be lost as the program ends.
    String acknowledged = "api GET /v1/spooled/ack, token";
    assertThat(around.seen())
        .filteredOn(seen -> !seen.equals(acknowledged))
        .containsExactly(
            "api POST /v1/statement, token",
            "api GET /v1/statement/1, token",
            "elsewhere GET /segment, no token");
    around.assertOneToken(trino);
  }

  private MockResponse coordinator(Hop hop) {
    String self = around.api().url("");
    return new MockResponse()
        .setHeader("Content-Type", "application/json")
        .setBody(
            switch (hop.path()) {
              case "/v1/statement" -> STARTED.formatted(self);
              case "/v1/statement/1" -> FINISHED.formatted(self, around.elsewhere().url(""));
              default -> "{}";
            });
  }

  private Finished trino(Jdk jdk, String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .with("-jar", Programs.file("trino/trino-cli.jar").toString())
        .with("--server", around.api().url(""), "--execute", "select 42")
        .in(folder)
        .run();
  }
}
