package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadCallTest {

  private final ThreadCall call = new ThreadCall();
  private final List<String> asked = new ArrayList<>();

  private boolean answered(boolean rejected) {
    if (!call.isAnswered()) {
      asked.add(call.sent() + (call.mayReplay() ? "" : ", for the last time"));
      call.answered(rejected);
    }
    return call.isToBeReplayed();
  }

  @Test
  void a_hop_is_asked_about_once_and_what_was_said_stays() {
    call.sent("Bearer a");

    assertThat(answered(true)).isTrue();
    assertThat(answered(false)).isTrue();
    assertThat(asked).containsExactly("Bearer a");
  }

  @Test
  void what_was_sent_elsewhere_is_asked_about_and_counted() {
    ThreadCall redirected = new ThreadCall("call", true);
    redirected.sent("Bearer a");
    ThreadCall refused = new ThreadCall("call", true);
    refused.sent("Bearer b");
    refused.sent("Bearer c");

    new HopsElsewhere(new HopsElsewhere(null, redirected), refused).addTo(call);

    assertThat(call.hops()).isEqualTo(3);
    assertThat(answered(true)).isTrue();
    assertThat(asked).containsExactly("Bearer c");
  }

  @Test
  void one_answer_is_hidden_and_none_that_equals_it() {
    List<String> answer = List.of("answer");
    call.hide(answer);

    assertThat(call.isHidden(answer)).isTrue();
    assertThat(call.isHidden(new ArrayList<>(answer))).isFalse();
  }

  @Test
  void hops_are_counted() {
    assertThat(call.hops()).isZero();
    call.sent("Bearer a");
    call.sent(null);

    assertThat(call.hops()).isEqualTo(2);
  }

  @Test
  void a_hop_that_was_taken_is_not_asked_about_again() {
    call.sent("Bearer a");

    assertThat(answered(false)).isFalse();
    assertThat(answered(true)).isFalse();
  }

  @Test
  void one_hop_of_a_call_is_replayed_whoever_says_otherwise() {
    call.sent("Bearer a");
    assertThat(answered(true)).isTrue();
    call.sent("Bearer b");
    assertThat(answered(true)).isFalse();
    call.sent("Bearer c");
    assertThat(answered(true)).isFalse();

    assertThat(asked)
        .containsExactly("Bearer a", "Bearer b, for the last time", "Bearer c, for the last time");
  }

  @Test
  void a_hop_after_one_that_was_taken_may_be_replayed() {
    call.sent("Bearer a");
    assertThat(answered(false)).isFalse();
    call.sent("Bearer b");

    assertThat(answered(true)).isTrue();
  }

  @Test
  void what_is_known_of_a_hop_is_gone_with_the_next() {
    call.sent("Bearer a");
    assertThat(answered(true)).isTrue();
    call.sent(null);

    assertThat(answered(true)).isFalse();
    assertThat(asked).containsExactly("Bearer a", "null, for the last time");
  }
}
