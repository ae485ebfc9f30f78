package io.oauthcc.runtime;

import static java.util.Objects.requireNonNull;

import io.oauthcc.authorize.AgentHook;
import io.oauthcc.authorize.AgentThread;
import io.oauthcc.authorize.KnownTargets;
import io.oauthcc.config.Configuration;
import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.target.Targets;
import io.oauthcc.time.Clock;
import io.oauthcc.token.LateTokens;
import io.oauthcc.token.TokenSource;
import io.oauthcc.weave.ClientWeaving;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts threads, hook, tokens and weaver together. */
final class Engine {

  private Engine() {}

  /**
   * To be called when there is a client to weave; of several, the caller uses one. Starts nothing.
   */
  static ClientWeaving weaving(
      Configuration configuration,
      Instrumentation instrumentation,
      AgentThread thread,
      IOException lastFailure,
      Log log,
      Runnable afterWeave) {
    AgentThreads threads = new AgentThreads(thread, log);
    AtomicReference<@Nullable Runnable> connection = new AtomicReference<>();
    return new ClientWeaving(
        JvmFacts.javaVersion(),
        configuration.disabledClients(),
        () -> {
          HookDefinition.define(instrumentation);
          List<Registration> registrations = configuration.registrations();
          KnownTargets targets = new KnownTargets(Targets.of(registrations));
          Map<Registration, TokenSource> tokens = tokens(registrations, targets, threads, log);
          Runnable own =
              () -> {
                if (configuration.dryRun()) {
                  AgentHook.installDryRun(targets, tokens, lastFailure, log);
                } else {
                  AgentHook.install(targets, tokens, threads, lastFailure, log);
                }
              };
          Runnable first =
              connection.compareAndSet(null, own) ? own : requireNonNull(connection.get());
          first.run();
          if (first == own && configuration.prefetch()) {
            prefetch(tokens, threads, log);
          }
        },
        threads,
        afterWeave,
        log);
  }

  private static void prefetch(
      Map<Registration, TokenSource> tokens, AgentThreads threads, Log log) {
    if (isBeforeMain()) {
      log.warn(
          "prefetch=true has no effect here: another agent, or an archive of classes, had the first"
              + " HTTP client loaded before main. Tokens are fetched when a request needs them.");
    } else {
      threads.execute(() -> tokens.values().forEach(TokenSource::prefetch));
    }
  }

  /**
   * Whether an agent, this one or another, had a client loaded before {@code main}, or an archive
   * of classes. A token request now would fix what the application may be about to choose: how long
   * names of hosts are known, IPv4 or IPv6, providers of security.
   */
  private static boolean isBeforeMain() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getMethodName().equals("loadClassAndCallPremain")) {
        return true;
      }
    }
    return false;
  }

  private static Map<Registration, TokenSource> tokens(
      List<Registration> registrations, KnownTargets targets, AgentThreads threads, Log log) {
    Map<Registration, TokenSource> tokens = new HashMap<>();
    for (Registration registration : registrations) {
      tokens.put(
          registration,
          new LateTokens(
              registration,
              threads,
              Clock.system(),
              endpoints -> targets.exclude(registration, endpoints),
              log));
    }
    return tokens;
  }
}
