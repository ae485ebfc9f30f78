package io.oauthcc.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.LogLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineLogTest {

  private final List<String> lines = new ArrayList<>();

  private Log log(LogLevel level) {
    return new LineLog(level, (lineLevel, line) -> lines.add(lineLevel + " " + line));
  }

  @Test
  void an_exception_is_one_line_of_causes() {
    log(LogLevel.INFO)
        .error("Cannot weave", new IllegalStateException("outer", new IOException("inner")));

    assertThat(lines)
        .containsExactly(
            "ERROR Cannot weave: java.lang.IllegalStateException: outer,"
                + " caused by java.io.IOException: inner");
  }

  @Test
  void the_stack_trace_follows_at_debug_level_line_by_line() {
    log(LogLevel.DEBUG).error("Cannot weave", new IllegalStateException("outer"));

    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(lines.get(0)).startsWith("ERROR ");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.startsWith("DEBUG "))
        .anyMatch(line -> line.contains("at io.oauthcc.log.LineLogTest"));
  }

  @Test
  void a_line_break_in_a_message_cannot_forge_a_line() {
    log(LogLevel.INFO).warn("answered\r\n[oauthcc] ERROR forged\u2028\u001b[31m");

    assertThat(lines).containsExactly("WARN answered  [oauthcc] ERROR forged  [31m");
  }

  @Test
  void a_level_writes_its_own_lines_and_the_graver_ones() {
    Log log = log(LogLevel.WARN);

    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");

    assertThat(lines).containsExactly("WARN w", "ERROR e");
    assertThat(log.isDebugEnabled()).isFalse();
  }
}
