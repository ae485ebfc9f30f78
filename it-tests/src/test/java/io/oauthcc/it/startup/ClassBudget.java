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
          8, new ClassBudget(62, 186, 575),
          11, new ClassBudget(50, 183, 558),
          17, new ClassBudget(42, 170, 550),
          21, new ClassBudget(51, 174, 559),
          25, new ClassBudget(42, 192, 588),
          26, new ClassBudget(42, 192, 575));

  static ClassBudget of(Jdk jdk) {
    return Objects.requireNonNull(BUDGETS.get(jdk.feature()), jdk.toString());
  }
}
