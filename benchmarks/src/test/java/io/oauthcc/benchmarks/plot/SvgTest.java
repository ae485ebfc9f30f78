package io.oauthcc.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.benchmarks.plot.Chart.Bar;
import io.oauthcc.benchmarks.plot.Chart.Group;
import io.oauthcc.benchmarks.plot.Chart.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvgTest {

  private static String draw(Bar... bars) {
    return Svg.draw(
        new Chart("a < b", List.of(new Group("g", List.of(bars), new Limit(25, "at most 25")))));
  }

  @Test
  void barsAreAsLongAsTheirValuesFromZeroOn() {
    String picture = draw(new Bar("x", 100, "100 ms", true), new Bar("y", 50, "50 ms", false));
    assertThat(picture)
        .contains("class=\"ours\" x=\"160\" y=\"66\" width=\"430\"")
        .contains("class=\"other\" x=\"160\" y=\"89\" width=\"215\"");
  }

  @Test
  void theLimitIsOnTheSameScale() {
    assertThat(draw(new Bar("x", 100, "100 ms", true)))
        .contains("<line class=\"limit\" x1=\"268\" x2=\"268\"");
  }

  @Test
  void whatIsBelowZeroIsDrawnAsNothing() {
    assertThat(draw(new Bar("x", -3, "-3", true))).contains("width=\"0\"").contains(">-3<");
  }

  @Test
  void aTextStaysClearOfTheLimit() {
    assertThat(draw(new Bar("x", 100, "100", true), new Bar("y", 24, "24", false)))
        .contains("class=\"text\" x=\"274\" y=\"102\">24<");
  }

  @Test
  void textIsEscaped() {
    assertThat(draw(new Bar("x", 1, "1", true))).contains("<title>a &lt; b</title>");
  }
}
