package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import io.oauthcc.target.Targets;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateAnswersTest {

  private static final String OURS = "Bearer ours";

  private final RecordingLog log = new RecordingLog();
  private final FakeTokens tokens = new FakeTokens().serving(OURS);
  private int made;
  private boolean cannotBeMade;

  private LateAnswers answers(@Nullable OnTokenFailure rule) {
    RegistrationBuilder builder = Asked.registration("api", "api.example.com");
    Registration registration =
        rule == null ? builder.build() : builder.set("on-token-failure", rule).build();
    KnownTargets targets = new KnownTargets(Targets.of(List.of(registration)));
    return new LateAnswers(
        targets,
        () -> {
          made++;
          if (cannotBeMade) {
            throw new NoClassDefFoundError("made up");
          }
          Owners owners = new Owners(Map.of(registration, tokens));
          return new DryAnswers(owners, new Decisions(targets, log, ""), log);
        },
        new DefectFailures(new IOException("oauthcc: no access token: a defect")),
        log);
  }

  private static Place ownPlace(LateAnswers answers) {
    return (Place)
        Objects.requireNonNull(answers.place("https", "api.example.com", -1, "/", null), "place");
  }

  @Test
  void calls_to_other_hosts_make_none_whatever_they_bring() {
    log.disableDebug();
    LateAnswers answers = answers(null);
    Object foreign = answers.place("https", "foreign.example.org", -1, "/", null);
    List<String> own = List.of("Basic YTpi");

    assertThat(foreign).isEqualTo("foreign.example.org");
    assertThat(answers.onWire(foreign, null, null, this)).isNull();
    assertThat(answers.onWire(foreign, own, null, this)).isSameAs(own);
    assertThat(answers.onWireAfterDefect(own)).isSameAs(own);
    answers.giveUp(this);
    assertThat(made).isZero();
  }

  @Test
  void the_first_hop_that_a_target_has_to_do_with_makes_them_once() {
    LateAnswers answers = answers(null);

    answers.prepare(ownPlace(answers), null, this);
    answers.prepare(ownPlace(answers), null, this);
    assertThat(answers.keeps(ownPlace(answers))).isTrue();

    assertThat(made).isOne();
  }

  @Test
  void a_call_follows_its_token_rule_although_they_cannot_be_made() {
    cannotBeMade = true;
    LateAnswers failing = answers(OnTokenFailure.FAIL);
    LateAnswers sending = answers(OnTokenFailure.SEND);
    Throwable defect = new NoClassDefFoundError("made up");

    assertThatThrownBy(() -> failing.prepare(ownPlace(failing), null, this)).hasMessage("made up");
    assertThat(failing.afterDefect(ownPlace(failing), defect))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("(registration api)");
    assertThat(sending.afterDefect(ownPlace(sending), defect)).isNull();
    assertThat(failing.onWireAfterDefect(List.of("Basic YTpi"))).containsExactly("Basic YTpi");
  }
}
