package io.oauthcc.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  @Test
  void aRowKnowsTheSmallestTheMiddleAndTheLargestSample() {
    Row odd = Row.of("c", "17", "v", "m", "ms", List.of(3.0, 1.0, 2.5));
    assertThat(odd).isEqualTo(new Row("c", "17", "v", "m", "ms", 1.0, 2.5, 3.0, 3));
    assertThat(Row.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    Row row = Row.of("c", "17", "v", "m", "ms", List.of(1.0));
    Results results =
        new Results(
            "b", "2026-01-01T00:00:00Z", Machine.here(), Map.of("17", "v"), "a", List.of(row));
    results.write(folder);
    assertThat(Results.read(folder.resolve("b.json"))).isEqualTo(results);
    assertThat(folder.resolve("b.json")).content().contains("\"case\" : \"c\"");
  }
}
