package io.oauthcc.it.startup;

import io.oauthcc.it.Jdk;
import java.util.Map;
import java.util.Objects;

/**
 * How many classes more than with an agent that does nothing a program may load: what it was when
 * this was last looked at, and a few for what differs between builds of a JDK.
 *
 * @param hello a program without a call
 * @param foreign one whose call goes to a host that no target resembles
 * @param authorized one whose call gets the first token
 */
record ClassBudget(int hello, int foreign, int authorized) {
  private static final Map<Integer, ClassBudget> BUDGETS =
      Map.of(
          8, new ClassBudget(64, 277, 670),
          11, new ClassBudget(58, 261, 664),
          17, new ClassBudget(50, 255, 659),
          21, new ClassBudget(59, 258, 665),
          25, new ClassBudget(51, 287, 712),
          26, new ClassBudget(51, 286, 700));

  static ClassBudget of(Jdk jdk) {
    return Objects.requireNonNull(BUDGETS.get(jdk.feature()), jdk.toString());
  }
}
