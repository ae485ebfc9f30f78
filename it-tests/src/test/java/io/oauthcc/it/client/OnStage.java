package io.oauthcc.it.client;

import io.oauthcc.it.Hop;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Tests of one subject after the other, each with a stage of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnStage {
  // JUnit sets it before anything else is called.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  @SuppressWarnings("NullAway.Init") // Set before the first test of each subject.
  private Stage stage;

  @BeforeParameterizedClassInvocation
  final void open() {
    stage = new Stage(subject, attachesLate());
  }

  /** Whether the agent comes when the application has used its client in every way. */
  boolean attachesLate() {
    return false;
  }

  @AfterParameterizedClassInvocation
  final void leavesNothingBehind() {
    try (Stage ending = stage) {
      ending.end();
    }
  }

  final Stream<Variant> variants() {
    return Variant.of(subject.kind()).stream();
  }

  final Subject subject() {
    return subject;
  }

  final Stage stage() {
    return stage;
  }

  /** The same call with the agent and without: the same but for the token on each hop. */
  final void compare(SoftAssertions softly, Function<Servers, Request> request) {
    Request asked = request.apply(stage().servers());
    Outcome outcome = stage().application().call(asked);
    Outcome expected = stage().reference().call(request.apply(stage().lenient()));
    List<Hop> hops = stage().servers().takeHops();
    List<Hop> without = stage().lenient().takeHops();
    same(softly, outcome, expected, hops, without);
    for (Hop hop : hops) {
      softly
          .assertThat(hop)
          .as("%s %s", asked.method(), asked.url())
          .matches(stage()::carriesWhatItMust, "carries what it must");
    }
  }

  final void same(
      SoftAssertions softly,
      Outcome outcome,
      Outcome expected,
      List<Hop> hops,
      List<Hop> expectedHops) {
    softly
        .assertThat(stage().servers().withoutPorts(described(outcome)))
        .isEqualTo(stage().lenient().withoutPorts(described(expected)));
    softly
        .assertThat(
            hops.stream().map(hop -> stage().servers().withoutPorts(hop.withoutAuthorization())))
        .containsExactlyElementsOf(
            expectedHops.stream()
                .map(hop -> stage().lenient().withoutPorts(hop.withoutAuthorization()))
                .toList());
  }

  static String described(Outcome outcome) {
    return outcome.error().isEmpty() ? outcome.toString() : outcome.error() + ": " + outcome.body();
  }
}
