package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The answers over tokens that a test serves, asked as advice asks. */
final class Asked {

  /** What the client's object for the call is, unless a test says otherwise. */
  final Object call = new Object();

  final ManualScheduler scheduler = new ManualScheduler(new ManualClock());
  final LateAnswers answers;
  boolean agentThread;

  Asked(Map<Registration, TokenSource> tokens, RecordingLog log) {
    KnownTargets targets = new KnownTargets(Targets.of(new ArrayList<>(tokens.keySet())));
    Decisions decisions = new Decisions(targets, log, "");
    Authorizer authorizer =
        new Authorizer(tokens, decisions, new RepeatedWarnings(Runnable::run, log));
    DefectFailures failures = new DefectFailures(new IOException("made beforehand"));
    LiveAnswers live =
        new LiveAnswers(
            new Owners(tokens), authorizer, decisions, scheduler, failures, new Defects(log));
    answers = new LateAnswers(targets, () -> live, failures, log);
  }

  static RegistrationBuilder registration(String id, String target) {
    return RegistrationBuilder.of(id)
        .hosts(List.of(Target.parse(target)))
        .tokenUri(URI.create("https://auth.example.com/" + id + "/token"))
        .clientId("client");
  }

  static @Nullable List<String> list(@Nullable String value) {
    return value == null ? null : List.of(value);
  }

  @Nullable Object place(String host) {
    return place("https", host, -1, "/", null);
  }

  @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return placeOn(agentThread, answers, scheme, host, port, path, query);
  }

  /** On a thread of the agent's, or on this one. */
  static @Nullable Object placeOn(
      boolean agentThread,
      LateAnswers answers,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    FutureTask<@Nullable Object> question =
        new FutureTask<>(() -> answers.place(scheme, host, port, path, query));
    if (agentThread) {
      AgentThread thread = new AgentThread("oauthcc");
      thread.give(question);
      thread.start();
    } else {
      question.run();
    }
    try {
      return question.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Of a hop that is a registration's. */
  Place ownPlace(String host) {
    return (Place) Objects.requireNonNull(place(host), host);
  }

  @Nullable Object prepareAt(@Nullable Object place, @Nullable List<String> existing) {
    return place instanceof Place found ? answers.prepare(found, existing, call) : null;
  }

  @Nullable Object prepare(String host, @Nullable String existing) {
    return prepareAt(place(host), list(existing));
  }

  @Nullable String await(String host) throws IOException {
    Object value = prepare(host, null);
    while (value instanceof AwaitedToken) {
      value = ((AwaitedToken) value).await();
    }
    return (String) value;
  }

  /** The value that is on the wire then. */
  @Nullable String onWire(String host, @Nullable String existing, @Nullable String prepared) {
    Object onWire = answers.onWire(place(host), list(existing), prepared, null);
    return onWire instanceof List<?> ? existing : (String) onWire;
  }
}
