package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.plot.Chart.Bar;
import io.oauthcc.benchmarks.plot.Chart.Group;
import io.oauthcc.benchmarks.plot.Chart.Limit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Chart} as a picture without a background of its own: its colours can be read on white
 * and on black, whatever the page around it chooses.
 */
final class Svg {

  private static final int WIDTH = 800;
  private static final int LEFT = 160;
  private static final int RIGHT = 590;
  private static final int BAR = 18;
  private static final int STEP = 23;
  private static final int HEADING = 26;
  private static final int GAP = 12;
  private static final int TOP = 40;
  private static final int TICKS = 6;

  /** About what a letter takes. */
  private static final int LETTER = 8;

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #77808b }
        .title { font-size: 15px; font-weight: 600 }
        .group { font-weight: 600 }
        .ours { fill: #2b7fe8 }
        .text.ours { font-weight: 600 }
        .other { fill: #8f98a3 }
        .axis { stroke: #8f98a3; stroke-width: 1 }
        .grid { stroke: #8f98a3; stroke-width: 1; opacity: .3 }
        .tick { font-size: 11px; text-anchor: middle }
        .limit { stroke: #df5c12; stroke-width: 2; stroke-dasharray: 4 3 }
        text.limit { stroke: none; fill: #df5c12; font-size: 12px }
        .name { text-anchor: end }
      </style>
      """;

  private final StringBuilder out = new StringBuilder();
  private final double perPixel;

  private Svg(double perPixel) {
    this.perPixel = perPixel;
  }

  /** The picture. */
  static String draw(Chart chart) {
    double step = step(chart.most());
    double end = step * Math.ceil(chart.most() / step);
    Svg svg = new Svg(end / (RIGHT - LEFT));
    int height = height(chart);
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
        WIDTH, height + 26);
    svg.add("<title>%s</title>%n", escape(chart.title()));
    svg.out.append(STYLE);
    svg.add("<text class=\"title\" x=\"0\" y=\"18\">%s</text>%n", escape(chart.title()));
    for (double tick = 0; tick <= end; tick += step) {
      svg.tick(tick, height);
    }
    int y = TOP;
    for (Group group : chart.groups()) {
      y = svg.group(group, y) + GAP;
    }
    svg.out.append("</svg>\n");
    return svg.out.toString();
  }

  private static int height(Chart chart) {
    int height = TOP;
    for (Group group : chart.groups()) {
      height += HEADING + STEP * group.bars().size() + GAP;
    }
    return height;
  }

  /** 1, 2 or 5 times a power of ten, of which a handful go into the scale. */
  private static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)) - 1);
    double step = power;
    for (double factor : new double[] {2, 5, 10, 20, 50}) {
      if (most / step > TICKS) {
        step = power * factor;
      }
    }
    return step;
  }

  private int x(double value) {
    return LEFT + (int) Math.round(Math.max(0, value) / perPixel);
  }

  private void tick(double value, int bottom) {
    int x = x(value);
    add(
        "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
        value == 0 ? "axis" : "grid", x, x, TOP, bottom);
    String text = value % 1 == 0 ? number("%,.0f", value) : number("%s", value);
    add("<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>%n", x, bottom + 16, text);
  }

  private int group(Group group, int top) {
    int y = top + HEADING;
    add("<text class=\"group\" x=\"0\" y=\"%d\">%s</text>%n", y - 8, escape(group.name()));
    for (int i = 0; i < group.bars().size(); i++) {
      bar(group.bars().get(i), group.limit(), y + i * STEP);
    }
    if (group.limit() != null) {
      limit(group, group.limit(), y);
    }
    return y + group.bars().size() * STEP;
  }

  private void limit(Group group, Limit limit, int y) {
    int x = x(limit.value());
    add(
        "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
        x, x, y - 6, y - 1 + STEP * group.bars().size());
    add(
        "<text class=\"limit\" x=\"%d\" y=\"%d\">%s</text>%n",
        Math.max(x - 2, group.name().length() * LETTER + 12), y - 8, escape(limit.text()));
  }

  private void bar(Bar bar, @Nullable Limit limit, int y) {
    int end = x(bar.value());
    int base = y + BAR - 5;
    int text = end + 6;
    int line = limit == null ? 0 : x(limit.value());
    if (line >= end && line < text + LETTER * bar.text().length()) {
      text = line + 6;
    }
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
        bar.ours() ? "ours" : "other", LEFT, y, end - LEFT, BAR);
    String kind = bar.ours() ? "text ours" : "text";
    add(
        "<text class=\"name %s\" x=\"%d\" y=\"%d\">%s</text>%n",
        kind, LEFT - 8, base, escape(bar.name()));
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", kind, text, base, escape(bar.text()));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
