package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Tests of one subject after the other: what becomes of calls that wait for their token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeldCalls {
  // JUnit sets it before anything else is called.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  @SuppressWarnings("NullAway.Init") // Set before the first test of each subject.
  private HeldStage stage;

  @BeforeParameterizedClassInvocation
  final void open() {
    stage = new HeldStage(subject);
  }

  @AfterParameterizedClassInvocation
  final void leavesNothingBehind() {
    try (HeldStage ending = stage) {
      ending.end();
    }
  }

  final int jdk() {
    return subject.jdk().feature();
  }

  final Subject subject() {
    return subject;
  }

  final HeldStage stage() {
    return stage;
  }

  /**
   * The same in an application that waits for a token and in one without the agent that waits for
   * an answer.
   *
   * @return what came out of both
   */
  final String same(boolean tls, Function<Held, String> program) {
    Held withAgent = stage.withAgent(tls);
    Held without = stage.withoutAgent(tls);
    String outcome;
    String expected;
    try {
      outcome = program.apply(withAgent);
      expected = program.apply(without);
    } finally {
      withAgent.release();
      without.release();
    }
    assertThat(outcome).as("with the agent").isEqualTo(expected);
    assertThat(withAgent.tokenRequests()).as("token requests").isEqualTo(1);
    return outcome;
  }

  /** The class of what was thrown. */
  static String kind(String outcome) {
    return outcome.split(":", 2)[0];
  }
}
