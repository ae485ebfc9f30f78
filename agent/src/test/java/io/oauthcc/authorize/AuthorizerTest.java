package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuthorizerTest {

  private static final String OURS = "Bearer ours";
  private static final String OTHERS = "Bearer others";

  private final RecordingLog log = new RecordingLog();
  private final FakeTokens tokens = new FakeTokens();
  private final FakeTokens otherTokens = new FakeTokens().serving(OTHERS);

  private Asked asked(UnaryOperator<RegistrationBuilder> settings) {
    Registration registration =
        settings.apply(Asked.registration("api", "api.example.com")).build();
    Registration other = Asked.registration("other", "other.example.com").build();
    return new Asked(Map.of(registration, tokens, other, otherTokens), log);
  }

  private Asked asked() {
    return asked(UnaryOperator.identity());
  }

  @Test
  void a_matching_hop_gets_the_usable_token() throws IOException {
    tokens.serving(OURS);
    Asked asked = asked();

    assertThat(asked.prepare("api.example.com", null)).isEqualTo(OURS);
    assertThat(asked.await("api.example.com")).isEqualTo(OURS);
    assertThat(asked.onWire("api.example.com", null, null)).isEqualTo(OURS);
  }

  @Test
  void a_foreign_hop_gets_nothing_even_if_a_token_was_prepared() throws IOException {
    tokens.serving(OURS);
    Asked asked = asked();

    assertThat(asked.prepare("foreign.example.org", null)).isNull();
    assertThat(asked.await("foreign.example.org")).isNull();
    assertThat(asked.onWire("foreign.example.org", null, OURS)).isNull();
  }

  @Test
  void a_token_of_ours_on_a_foreign_hop_is_removed_and_told() {
    tokens.serving(OURS).servedOnce("Bearer older");
    Asked asked = asked();

    assertThat(asked.onWire("foreign.example.org", OURS, null)).isNull();
    assertThat(asked.onWire("foreign.example.org", "Bearer older", null)).isNull();
    assertThat(asked.onWire("foreign.example.org", OTHERS, null)).isNull();
    assertThat(log.messages("WARN"))
        .isNotEmpty()
        .allMatch(line -> line.contains("foreign.example.org"));
  }

  @Test
  void what_the_application_sends_to_a_foreign_host_is_its_own() {
    Asked asked = asked();
    String existing = "Basic YTpi";

    assertThat(asked.onWire("foreign.example.org", existing, null)).isSameAs(existing);
    assertThat(log.messages("WARN")).isEmpty();
  }

  @Test
  void what_the_application_set_itself_stays() throws IOException {
    tokens.serving(OURS);
    Asked asked = asked();
    String existing = "Basic YTpi";

    assertThat(asked.prepare("api.example.com", existing)).isNull();
    assertThat(asked.onWire("api.example.com", existing, null)).isSameAs(existing);
  }

  @Test
  void what_the_application_set_itself_is_replaced_on_request() {
    tokens.serving(OURS);
    Asked asked =
        asked(settings -> settings.set("existing-authorization", ExistingAuthorization.REPLACE));

    assertThat(asked.prepare("api.example.com", "Basic YTpi")).isEqualTo(OURS);
    assertThat(asked.onWire("api.example.com", "Basic YTpi", OURS)).isEqualTo(OURS);
  }

  @Test
  void another_registrations_token_gives_way_to_this_ones() {
    tokens.serving(OURS);
    Asked asked = asked();

    assertThat(asked.onWire("api.example.com", OTHERS, OTHERS)).isEqualTo(OURS);
  }

  @Test
  void another_registrations_token_is_removed_where_this_one_has_none() {
    Asked asked = asked();

    assertThat(asked.onWire("api.example.com", OTHERS, OTHERS)).isNull();
  }

  @Test
  void the_token_a_hop_carries_already_stays() {
    tokens.serving(OURS);
    Asked asked = asked();

    assertThat(asked.prepare("api.example.com", OURS)).isNull();
    assertThat(asked.onWire("api.example.com", OURS, null)).isSameAs(OURS);
  }

  @Test
  void of_several_values_all_stay_or_none() {
    tokens.serving(OURS);
    Asked asked = asked();
    List<String> own = List.of("Basic YTpi", "Basic YzpkCg==");
    List<String> copied = List.of("Basic YTpi", OTHERS);
    Object place = asked.place("api.example.com");
    Object foreign = asked.place("foreign.example.org");

    assertThat(asked.prepareAt(place, own)).isNull();
    assertThat(asked.answers.onWire(place, own, null, null)).isSameAs(own);
    assertThat(asked.answers.onWire(foreign, own, null, null)).isSameAs(own);
    assertThat(asked.prepareAt(place, copied)).isEqualTo(OURS);
    assertThat(asked.answers.onWire(place, copied, OURS, null)).isEqualTo(OURS);
    assertThat(asked.answers.onWire(foreign, copied, OURS, null)).isNull();
    assertThat(asked.answers.onWire(null, copied, OURS, null)).isNull();
  }

  @Test
  void an_expired_token_of_ours_is_replaced() {
    tokens.serving(OURS).servedOnce("Bearer older");
    Asked asked = asked();

    assertThat(asked.onWire("api.example.com", "Bearer older", null)).isEqualTo(OURS);
  }

  @Test
  void the_value_a_call_waited_for_goes_out_although_it_was_evicted_meanwhile() throws IOException {
    tokens.servedOnce(OURS);
    Asked asked = asked();
    tokens.flight.complete(OURS);

    assertThat(asked.onWire("api.example.com", null, OURS)).isEqualTo(OURS);
    assertThat(asked.await("api.example.com")).isEqualTo(OURS);
    assertThat(asked.prepare("api.example.com", null)).isEqualTo(OURS);
  }

  @Test
  void what_a_call_waited_for_is_for_one_hop_and_not_for_one_that_is_sent_once_more()
      throws IOException {
    tokens.servedOnce(OURS);
    tokens.unexpired.add(OURS);
    tokens.flight.complete(OURS);
    Asked asked = asked();

    asked.await("api.example.com");
    assertThat(asked.prepare("api.example.com", null)).isEqualTo(OURS);
    assertThat(asked.prepare("api.example.com", null)).isInstanceOf(AwaitedToken.class);

    asked.await("api.example.com");
    Place place = asked.ownPlace("api.example.com");
    assertThat(asked.answers.answered(place, asked.call, List.of(OURS), 401, true)).isTrue();
    assertThat(asked.prepare("api.example.com", null)).isInstanceOf(AwaitedToken.class);
  }

  @Test
  void a_call_that_waited_in_vain_does_not_wait_again() throws IOException {
    Asked asked = asked(settings -> settings.set("on-token-failure", OnTokenFailure.SEND));
    tokens.flight.completeExceptionally(new IOException("refused"));
    assertThat(asked.await("api.example.com")).isNull();

    assertThat(asked.prepare("api.example.com", null)).isNull();
  }

  @Test
  void a_value_waited_for_of_another_registration_is_not_used() throws IOException {
    Asked asked = asked();
    otherTokens.usable = null;
    otherTokens.flight.complete(OTHERS);
    assertThat(asked.await("other.example.com")).isEqualTo(OTHERS);

    assertThat(asked.prepare("api.example.com", null)).isInstanceOf(AwaitedToken.class);
    assertThat(asked.onWire("api.example.com", null, OTHERS)).isNull();
  }

  @Test
  void a_cold_cache_gives_a_flight_that_await_waits_for() throws IOException {
    Asked asked = asked();

    assertThat(asked.prepare("api.example.com", null)).isInstanceOf(AwaitedToken.class);
    tokens.flight.complete(OURS);
    assertThat(asked.await("api.example.com")).isEqualTo(OURS);
  }

  @Test
  void a_failure_names_host_registration_and_cause() {
    tokens.flight.completeExceptionally(
        new IOException("https://auth.example.com/api/token answered 401 invalid_client"));

    assertThatThrownBy(() -> asked().await("api.example.com"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            "oauthcc: no access token for api.example.com (registration api):"
                + " https://auth.example.com/api/token answered 401 invalid_client");
  }

  @Test
  void the_wait_ends_at_the_acquire_timeout() {
    Asked asked = asked(settings -> settings.set("acquire-timeout", Duration.ofMillis(20)));

    assertThatThrownBy(() -> asked.await("api.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("(registration api)")
        .hasMessageContaining("auth.example.com")
        .hasMessageContaining("20 ms (acquire-timeout)");
    assertThat(log.lines())
        .as("the program may end with the call, before the endpoint answers")
        .anySatisfy(
            line -> assertThat(line).startsWith("WARN").contains("20 ms (acquire-timeout)"));
  }

  @Test
  void the_wait_goes_on_at_an_interrupt_which_is_kept_for_the_client() throws IOException {
    Asked asked = asked();
    AwaitedToken wait =
        (AwaitedToken) Objects.requireNonNull(asked.prepare("api.example.com", null), "a wait");
    Thread.currentThread().interrupt();

    assertThat(wait.await()).isSameAs(wait);
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    tokens.flight.complete(OURS);
    assertThat(wait.await()).isEqualTo(OURS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void on_token_failure_send_lets_the_request_go_out_with_a_warning() throws IOException {
    tokens.flight.completeExceptionally(new IOException("refused"));
    Asked asked = asked(settings -> settings.set("on-token-failure", OnTokenFailure.SEND));

    assertThat(asked.await("api.example.com")).isNull();
    assertThat(log.messages("WARN")).hasSize(1);
    assertThat(log.messages("WARN").get(0))
        .contains("registration api", "refused", "on-token-failure=send");
  }

  @Test
  void a_defect_is_treated_as_a_missing_token() {
    Throwable defect = new IllegalStateException("made up");
    Asked asked = asked();
    Asked sending = asked(settings -> settings.set("on-token-failure", OnTokenFailure.SEND));

    assertThat(asked.answers.afterDefect(asked.ownPlace("api.example.com"), defect))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("(registration api)");
    assertThat(asked.answers.match("https", "foreign.example.org", -1, "/", null)).isNull();
    assertThat(sending.answers.afterDefect(sending.ownPlace("api.example.com"), defect)).isNull();
  }

  @Test
  void a_near_miss_is_told_once_and_a_foreign_hop_not_at_all() {
    Asked asked = asked();

    for (int i = 0; i < 2; i++) {
      Object place = asked.place("http", "api.example.com", 8080, "/", "q");
      assertThat(asked.prepareAt(place, null)).isNull();
      assertThat(asked.answers.onWire(place, null, OURS, null)).isNull();
      assertThat(asked.prepare("foreign.example.org", null)).isNull();
    }
    asked.agentThread = true;
    assertThat(asked.place("http", "other.example.com", 8080, "/", null)).isNull();

    assertThat(log.loudLines())
        .singleElement()
        .asString()
        .startsWith("WARN requests like http://api.example.com:8080/ get no access token");
  }

  @Test
  void a_header_that_stays_is_told_once_but_not_our_own() {
    tokens.serving(OURS);
    Asked asked = asked();

    for (int i = 0; i < 2; i++) {
      assertThat(asked.prepare("api.example.com", "Basic YTpi")).isNull();
      assertThat(asked.prepare("other.example.com", OTHERS)).isNull();
    }

    assertThat(log.loudLines())
        .singleElement()
        .asString()
        .startsWith("INFO requests to https://api.example.com keep the Authorization")
        .contains("existing-authorization=replace")
        .doesNotContain("YTpi");
  }

  @Test
  void on_the_agents_own_threads_requests_are_left_alone() {
    tokens.serving(OURS);
    Asked asked = asked();
    asked.agentThread = true;

    assertThat(asked.place("api.example.com")).isNull();
    assertThat(asked.prepare("api.example.com", null)).isNull();
    assertThat(asked.onWire("api.example.com", null, OURS)).isNull();
  }
}
