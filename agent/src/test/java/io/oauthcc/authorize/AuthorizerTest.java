package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorizerTest {

  private static final String OURS = "Bearer ours";
  private static final String OTHERS = "Bearer others";

  private final RecordingLog log = new RecordingLog();
  private final FakeTokens tokens = new FakeTokens();
  private final FakeTokens otherTokens = new FakeTokens().serving(OTHERS);
  private boolean agentThread;
  private @Nullable String carried;

  private Authorizer authorizer(UnaryOperator<RegistrationBuilder> settings) {
    Registration registration = settings.apply(registration("api", "api.example.com")).build();
    Registration other = registration("other", "other.example.com").build();
    CallContext context =
        new CallContext() {
          @Override
          public boolean isAgentThread() {
            return agentThread;
          }

          @Override
          public @Nullable String carried() {
            return carried;
          }
        };
    return new Authorizer(
        new KnownTargets(Targets.of(List.of(registration, other))),
        Map.of(registration, tokens, other, otherTokens),
        context,
        new IOException("made beforehand"),
        Runnable::run,
        log);
  }

  private Authorizer authorizer() {
    return authorizer(UnaryOperator.identity());
  }

  private static RegistrationBuilder registration(String id, String host) {
    return RegistrationBuilder.of(id)
        .hosts(List.of(Target.parse(host)))
        .tokenUri(URI.create("https://auth.example.com/" + id + "/token"))
        .clientId("client");
  }

  private static @Nullable Object prepare(
      Authorizer authorizer, String host, @Nullable String existing) {
    return authorizer.prepare("https", host, -1, "/", null, existing);
  }

  private static @Nullable String await(Authorizer authorizer, String host) throws IOException {
    Object value = authorizer.prepare("https", host, -1, "/", null, null);
    if (value instanceof PendingToken) {
      value = new TokenWait(authorizer, (PendingToken) value);
    }
    while (value instanceof TokenWait) {
      value = ((TokenWait) value).await(true);
    }
    return (String) value;
  }

  private static @Nullable String onWire(
      Authorizer authorizer, String host, @Nullable String existing, @Nullable String prepared) {
    return authorizer.onWire("https", host, -1, "/", null, existing, prepared);
  }

  @Test
  void a_matching_hop_gets_the_usable_token() throws IOException {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();

    assertThat(prepare(authorizer, "api.example.com", null)).isEqualTo(OURS);
    assertThat(await(authorizer, "api.example.com")).isEqualTo(OURS);
    assertThat(onWire(authorizer, "api.example.com", null, null)).isEqualTo(OURS);
  }

  @Test
  void a_foreign_hop_gets_nothing_even_if_a_token_was_prepared() throws IOException {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();

    assertThat(prepare(authorizer, "foreign.example.org", null)).isNull();
    assertThat(await(authorizer, "foreign.example.org")).isNull();
    assertThat(onWire(authorizer, "foreign.example.org", null, OURS)).isNull();
  }

  @Test
  void a_token_of_ours_on_a_foreign_hop_is_removed_and_told() {
    tokens.serving(OURS).servedOnce("Bearer older");
    Authorizer authorizer = authorizer();

    assertThat(onWire(authorizer, "foreign.example.org", OURS, null)).isNull();
    assertThat(onWire(authorizer, "foreign.example.org", "Bearer older", null)).isNull();
    assertThat(onWire(authorizer, "foreign.example.org", OTHERS, null)).isNull();
    assertThat(log.messages("WARN"))
        .isNotEmpty()
        .allMatch(line -> line.contains("foreign.example.org"));
  }

  @Test
  void what_the_application_sends_to_a_foreign_host_is_its_own() {
    Authorizer authorizer = authorizer();
    String existing = "Basic YTpi";

    assertThat(onWire(authorizer, "foreign.example.org", existing, null)).isSameAs(existing);
    assertThat(log.messages("WARN")).isEmpty();
  }

  @Test
  void what_the_application_set_itself_stays() throws IOException {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();
    String existing = "Basic YTpi";

    assertThat(prepare(authorizer, "api.example.com", existing)).isNull();
    assertThat(onWire(authorizer, "api.example.com", existing, null)).isSameAs(existing);
  }

  @Test
  void what_the_application_set_itself_is_replaced_on_request() {
    tokens.serving(OURS);
    Authorizer authorizer =
        authorizer(
            settings -> settings.set("existing-authorization", ExistingAuthorization.REPLACE));

    assertThat(prepare(authorizer, "api.example.com", "Basic YTpi")).isEqualTo(OURS);
    assertThat(onWire(authorizer, "api.example.com", "Basic YTpi", OURS)).isEqualTo(OURS);
  }

  @Test
  void another_registrations_token_gives_way_to_this_ones() {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();

    assertThat(onWire(authorizer, "api.example.com", OTHERS, OTHERS)).isEqualTo(OURS);
  }

  @Test
  void another_registrations_token_is_removed_where_this_one_has_none() {
    Authorizer authorizer = authorizer();

    assertThat(onWire(authorizer, "api.example.com", OTHERS, OTHERS)).isNull();
  }

  @Test
  void the_token_a_hop_carries_already_stays() {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();

    assertThat(prepare(authorizer, "api.example.com", OURS)).isNull();
    assertThat(onWire(authorizer, "api.example.com", OURS, null)).isSameAs(OURS);
  }

  @Test
  void an_expired_token_of_ours_is_replaced() {
    tokens.serving(OURS).servedOnce("Bearer older");
    Authorizer authorizer = authorizer();

    assertThat(onWire(authorizer, "api.example.com", "Bearer older", null)).isEqualTo(OURS);
  }

  @Test
  void the_value_a_call_waited_for_goes_out_although_it_was_evicted_meanwhile() {
    tokens.servedOnce(OURS);
    Authorizer authorizer = authorizer();

    assertThat(onWire(authorizer, "api.example.com", null, OURS)).isEqualTo(OURS);
    carried = OURS;
    assertThat(prepare(authorizer, "api.example.com", null)).isEqualTo(OURS);
  }

  @Test
  void a_call_that_waited_in_vain_does_not_wait_again() {
    Authorizer authorizer = authorizer();
    carried = "no token for api";

    assertThat(prepare(authorizer, "api.example.com", null)).isNull();
  }

  @Test
  void a_value_carried_for_another_registration_is_not_used() {
    Authorizer authorizer = authorizer();
    carried = OTHERS;

    assertThat(prepare(authorizer, "api.example.com", null)).isInstanceOf(PendingToken.class);
    assertThat(onWire(authorizer, "api.example.com", null, OTHERS)).isNull();
  }

  @Test
  void a_cold_cache_gives_a_flight_that_await_waits_for() throws IOException {
    Authorizer authorizer = authorizer();

    assertThat(prepare(authorizer, "api.example.com", null)).isInstanceOf(PendingToken.class);
    tokens.flight.complete(OURS);
    assertThat(await(authorizer, "api.example.com")).isEqualTo(OURS);
  }

  @Test
  void a_failure_names_host_registration_and_cause() {
    tokens.flight.completeExceptionally(
        new IOException("https://auth.example.com/api/token answered 401 invalid_client"));

    assertThatThrownBy(() -> await(authorizer(), "api.example.com"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            "oauthcc: no access token for api.example.com (registration api):"
                + " https://auth.example.com/api/token answered 401 invalid_client");
  }

  @Test
  void the_wait_ends_at_the_acquire_timeout() {
    Authorizer authorizer =
        authorizer(settings -> settings.set("acquire-timeout", Duration.ofMillis(20)));

    assertThatThrownBy(() -> await(authorizer, "api.example.com"))
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
  void an_interrupt_ends_the_wait_and_is_kept() {
    Authorizer authorizer = authorizer();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> await(authorizer, "api.example.com"))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void where_the_client_ignores_interrupts_the_wait_goes_on_and_the_interrupt_is_kept()
      throws IOException {
    Authorizer authorizer = authorizer();
    TokenWait wait =
        new TokenWait(
            authorizer,
            (PendingToken)
                Objects.requireNonNull(prepare(authorizer, "api.example.com", null), "a wait"));
    Thread.currentThread().interrupt();

    assertThat(wait.await(false)).isSameAs(wait);
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    tokens.flight.complete(OURS);
    assertThat(wait.await(false)).isEqualTo(OURS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void on_token_failure_send_lets_the_request_go_out_with_a_warning() throws IOException {
    tokens.flight.completeExceptionally(new IOException("refused"));
    Authorizer authorizer =
        authorizer(settings -> settings.set("on-token-failure", OnTokenFailure.SEND));

    assertThat(await(authorizer, "api.example.com")).isNull();
    assertThat(log.messages("WARN")).hasSize(1);
    assertThat(log.messages("WARN").get(0))
        .contains("registration api", "refused", "on-token-failure=send");
  }

  @Test
  void a_defect_is_treated_as_a_missing_token() throws IOException {
    Throwable defect = new IllegalStateException("made up");

    assertThatThrownBy(
            () -> authorizer().afterDefect("https", "api.example.com", -1, "/", null, defect))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("(registration api)");
    authorizer().afterDefect("https", "foreign.example.org", -1, "/", null, defect);
    authorizer(settings -> settings.set("on-token-failure", OnTokenFailure.SEND))
        .afterDefect("https", "api.example.com", -1, "/", null, defect);
  }

  @Test
  void a_near_miss_is_told_once_and_a_foreign_hop_not_at_all() {
    Authorizer authorizer = authorizer();

    for (int i = 0; i < 2; i++) {
      assertThat(authorizer.prepare("http", "api.example.com", 8080, "/", "q", null)).isNull();
      assertThat(authorizer.onWire("http", "api.example.com", 8080, "/", "q", null, null)).isNull();
      assertThat(prepare(authorizer, "foreign.example.org", null)).isNull();
    }
    agentThread = true;
    assertThat(authorizer.prepare("http", "other.example.com", 8080, "/", null, null)).isNull();

    assertThat(log.loudLines())
        .singleElement()
        .asString()
        .startsWith("WARN requests like http://api.example.com:8080/ get no access token");
  }

  @Test
  void a_header_that_stays_is_told_once_but_not_our_own() {
    tokens.serving(OURS);
    Authorizer authorizer = authorizer();

    for (int i = 0; i < 2; i++) {
      assertThat(prepare(authorizer, "api.example.com", "Basic YTpi")).isNull();
      assertThat(prepare(authorizer, "other.example.com", OTHERS)).isNull();
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
    agentThread = true;
    Authorizer authorizer = authorizer();

    assertThat(prepare(authorizer, "api.example.com", null)).isNull();
    assertThat(onWire(authorizer, "api.example.com", null, OURS)).isNull();
  }
}
