package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionsTest {

  private static final String OURS = "Bearer ours";
  private static final String OTHERS = "Bearer others";

  private final FakeTokens tokens = new FakeTokens().serving(OURS);
  private final FakeTokens otherTokens = new FakeTokens().serving(OTHERS);

  private boolean rejected(
      UnaryOperator<RegistrationBuilder> settings,
      String scheme,
      String host,
      String path,
      @Nullable String sent,
      int status,
      boolean replayable) {
    Asked asked = asked(settings);
    Object place = asked.place(scheme, host, -1, path, null);
    return place instanceof Place found
        && asked.answers.answered(
            found, asked.call, Collections.singletonList(sent), status, replayable);
  }

  private Asked asked(UnaryOperator<RegistrationBuilder> settings) {
    Registration registration =
        settings.apply(Asked.registration("api", "api.example.com/v1")).build();
    Registration other = Asked.registration("other", "other.example.com").build();
    return new Asked(Map.of(registration, tokens, other, otherTokens), new RecordingLog());
  }

  private boolean rejected(UnaryOperator<RegistrationBuilder> settings, int status) {
    return rejected(settings, "https", "api.example.com", "/v1/a", OURS, status, true);
  }

  private void assertNothingGivenUp() {
    assertThat(tokens.rejected).isEmpty();
    assertThat(tokens.evicted).isEmpty();
    assertThat(otherTokens.rejected).isEmpty();
    assertThat(otherTokens.evicted).isEmpty();
  }

  @Test
  void a_refused_token_is_given_up_and_the_hop_sent_once_more() {
    assertThat(rejected(UnaryOperator.identity(), 401)).isTrue();
    assertThat(tokens.rejected).containsExactly(OURS);
    assertThat(tokens.evicted).isEmpty();
  }

  @Test
  void the_tokens_say_whether_there_will_be_another() {
    tokens.unexpired.clear();

    assertThat(rejected(UnaryOperator.identity(), 401)).isFalse();
    assertThat(tokens.rejected).containsExactly(OURS);
  }

  @Test
  void a_hop_that_cannot_be_sent_again_only_has_its_token_given_up() {
    assertThat(
            rejected(
                UnaryOperator.identity(), "https", "api.example.com", "/v1/a", OURS, 401, false))
        .isFalse();
    assertThat(tokens.evicted).containsExactly(OURS);
    assertThat(tokens.rejected).isEmpty();
  }

  @Test
  void evict_gives_the_token_up_and_no_more() {
    assertThat(rejected(builder -> builder.set("on-unauthorized", OnUnauthorized.EVICT), 401))
        .isFalse();
    assertThat(tokens.evicted).containsExactly(OURS);
    assertThat(tokens.rejected).isEmpty();
  }

  @Test
  void ignore_does_nothing() {
    assertThat(rejected(builder -> builder.set("on-unauthorized", OnUnauthorized.IGNORE), 401))
        .isFalse();
    assertNothingGivenUp();
  }

  @ParameterizedTest(name = "{0} with {1} configured: {2}")
  @CsvSource({"401, 401, true", "403, 401, false", "403, 403, true", "401, 403, false"})
  void only_the_configured_statuses_refuse_a_token(int status, int configured, boolean again) {
    assertThat(rejected(builder -> builder.set("unauthorized-status", configured), status))
        .isEqualTo(again);
    if (!again) {
      assertNothingGivenUp();
    }
  }

  @ParameterizedTest(name = "{0} on {1}://{2}{3}")
  @CsvSource({
    "Bearer others, https, api.example.com, /v1/a",
    "Basic b3duOm93bg==, https, api.example.com, /v1/a",
    ", https, api.example.com, /v1/a",
    "Bearer ours, https, other.example.com, /v1/a",
    "Bearer ours, https, foreign.example.org, /v1/a",
    "Bearer ours, https, api.example.com, /v2/a",
    "Bearer ours, http, api.example.com, /v1/a",
  })
  void nothing_happens_unless_the_token_belongs_to_the_hop(
      @Nullable String sent, String scheme, String host, String path) {
    assertThat(rejected(UnaryOperator.identity(), scheme, host, path, sent, 401, true)).isFalse();
    assertNothingGivenUp();
  }

  @ParameterizedTest(name = "{0}, {1} on {2}: {3}")
  @CsvSource({
    "REPLACE, Bearer ours, api.example.com, true",
    "KEEP, Bearer ours, api.example.com, false",
    "REPLACE, Bearer others, api.example.com, false",
    "REPLACE, , api.example.com, false",
    "REPLACE, Bearer ours, foreign.example.org, false",
  })
  void a_password_would_be_replaced_where_ours_was_sent_in_its_place(
      ExistingAuthorization mode, @Nullable String sent, String host, boolean displaced) {
    Asked asked = asked(builder -> builder.set("existing-authorization", mode));
    Object place = asked.place("https", host, -1, "/v1/a", null);
    assertThat(
            place instanceof Place found
                && asked.answers.displaces(found, asked.call, Collections.singletonList(sent)))
        .isEqualTo(displaced);
    assertNothingGivenUp();
  }

  @Nested
  class OfOneCall {

    private final Asked asked = asked(UnaryOperator.identity());
    private final Place place =
        (Place)
            Objects.requireNonNull(
                asked.place("https", "api.example.com", -1, "/v1/a", null), "a place");

    private boolean answered(@Nullable String sent) {
      return asked.answers.answered(
          place, asked.call, sent == null ? null : List.of(sent), 401, true);
    }

    private void onWire() {
      assertThat(asked.answers.onWire(place, null, null, asked.call)).isEqualTo(tokens.usable);
    }

    @Test
    void what_was_noted_on_the_wire_is_asked_about() {
      onWire();

      assertThat(answered(null)).isTrue();
      assertThat(tokens.rejected).containsExactly(OURS);
      assertThat(asked.answers.displaces(place, asked.call, null)).isFalse();
    }

    @Test
    void a_hop_of_which_nothing_was_noted_is_nobodys() {
      assertThat(answered(null)).isFalse();
      assertNothingGivenUp();
    }

    @Test
    void what_was_said_of_a_hop_is_said_again_and_once() {
      assertThat(answered(OURS)).isTrue();
      assertThat(answered(null)).isTrue();
      assertThat(answered(null)).isFalse();
      assertThat(tokens.rejected).containsExactly(OURS);
    }

    @Test
    void one_hop_is_sent_once_more_whoever_says_otherwise() {
      onWire();
      assertThat(answered(null)).isTrue();
      tokens.serving("Bearer next");
      onWire();

      assertThat(answered(null)).isFalse();
      assertThat(tokens.rejected).containsExactly(OURS);
      assertThat(tokens.evicted).containsExactly("Bearer next");
      onWire();
      assertThat(answered(null)).isFalse();
      assertThat(tokens.evicted).containsExactly("Bearer next", "Bearer next");
    }

    @Test
    void another_call_may_be_replayed_meanwhile() {
      assertThat(answered(OURS)).isTrue();
      tokens.serving("Bearer next");

      assertThat(asked.answers.answered(place, new Object(), List.of("Bearer next"), 401, true))
          .isTrue();
    }

    @Test
    void a_hop_after_one_that_was_taken_may_be_replayed() {
      onWire();
      assertThat(asked.answers.answered(place, asked.call, null, 200, true)).isFalse();
      onWire();

      assertThat(answered(null)).isTrue();
    }

    @Test
    void what_is_known_of_a_hop_is_gone_with_the_next() {
      onWire();
      Object foreign = asked.place("https", "foreign.example.org", -1, "/", null);
      asked.answers.onWire(foreign, null, null, asked.call);

      assertThat(answered(null)).isFalse();
      assertNothingGivenUp();
    }

    /** One with another status than 401, for which a client has no step of its own. */
    @Test
    void what_was_prepared_is_noted_where_a_client_may_forget_it() {
      Asked odd = asked(builder -> builder.set("unauthorized-status", 403));
      Place there =
          (Place)
              Objects.requireNonNull(
                  odd.place("https", "api.example.com", -1, "/v1/a", null), "a place");

      assertThat(odd.answers.prepare(there, null, odd.call)).isEqualTo(OURS);
      assertThat(odd.answers.answered(there, odd.call, null, 403, true)).isTrue();
      assertThat(tokens.rejected).containsExactly(OURS);
    }
  }
}
