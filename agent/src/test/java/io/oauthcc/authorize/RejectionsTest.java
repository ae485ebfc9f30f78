package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionsTest {

  private static final String OURS = "Bearer ours";
  private static final String OTHERS = "Bearer others";

  private final FakeTokens tokens = new FakeTokens().serving(OURS);
  private final FakeTokens otherTokens = new FakeTokens().serving(OTHERS);
  private boolean agentThread;

  private boolean rejected(
      UnaryOperator<RegistrationBuilder> settings,
      String scheme,
      String host,
      String path,
      @Nullable String sent,
      int status,
      boolean replayable) {
    return rejections(settings).rejected(scheme, host, -1, path, null, sent, status, replayable);
  }

  private Rejections rejections(UnaryOperator<RegistrationBuilder> settings) {
    Registration registration = settings.apply(registration("api", "api.example.com/v1")).build();
    Registration other = registration("other", "other.example.com").build();
    CallContext context =
        new CallContext() {
          @Override
          public boolean isAgentThread() {
            return agentThread;
          }

          @Override
          public @Nullable String carried() {
            return null;
          }
        };
    return new Rejections(
        new KnownTargets(Targets.of(List.of(registration, other))),
        Map.of(registration, tokens, other, otherTokens),
        context);
  }

  private boolean rejected(UnaryOperator<RegistrationBuilder> settings, int status) {
    return rejected(settings, "https", "api.example.com", "/v1/a", OURS, status, true);
  }

  private static RegistrationBuilder registration(String id, String host) {
    return RegistrationBuilder.of(id)
        .hosts(List.of(Target.parse(host)))
        .tokenUri(URI.create("https://auth.example.com/" + id + "/token"))
        .clientId("client");
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
    assertThat(
            rejections(builder -> builder.set("existing-authorization", mode))
                .displaces("https", host, -1, "/v1/a", null, sent))
        .isEqualTo(displaced);
    assertNothingGivenUp();
  }

  @Test
  void on_the_agents_own_threads_answers_are_left_alone() {
    agentThread = true;

    assertThat(rejected(UnaryOperator.identity(), 401)).isFalse();
    assertNothingGivenUp();
  }
}
