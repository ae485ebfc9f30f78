package io.oauthcc.benchmarks.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars from left to right, in groups, all on one scale from zero.
 *
 * @param title what is seen, and in which unit
 * @param groups from top to bottom; none is empty
 */
record Chart(String title, List<Group> groups) {

  /**
   * Bars that are compared with each other.
   *
   * @param name of the group
   * @param limit a line across its bars; null: none
   */
  record Group(String name, List<Bar> bars, @Nullable Limit limit) {}

  /**
   * A bar; one below zero is drawn as none.
   *
   * @param name stands before it
   * @param text stands behind it: the value in words
   * @param ours whether it is the one that the chart is about
   */
  record Bar(String name, double value, String text, boolean ours) {}

  /**
   * What a group's bars are to be held against.
   *
   * @param text stands at the line
   */
  record Limit(double value, String text) {}

  /** The end of the scale. */
  double most() {
    double most = 0;
    for (Group group : groups) {
      for (Bar bar : group.bars) {
        most = Math.max(most, bar.value);
      }
      if (group.limit != null) {
        most = Math.max(most, group.limit.value);
      }
    }
    return most;
  }
}
