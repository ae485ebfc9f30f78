package io.oauthcc.runtime;

import static java.util.Objects.requireNonNull;

import io.oauthcc.authorize.AgentHook;
import io.oauthcc.authorize.AgentThread;
import io.oauthcc.config.Configuration;
import io.oauthcc.log.Log;
import io.oauthcc.weave.ClientWeaving;
import io.oauthcc.weave.HookInstaller;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts threads, hook, tokens and weaver together. */
final class Engine implements HookInstaller {

  private final Configuration configuration;
  private final Instrumentation instrumentation;
  private final AgentThreads threads;
  private final IOException lastFailure;
  private final Log log;

  /** Where its class is not named: that needs the hook's, which is not there yet. */
  private final AtomicReference<@Nullable AgentHook> hook = new AtomicReference<>();

  private Engine(
      Configuration configuration,
      Instrumentation instrumentation,
      AgentThreads threads,
      IOException lastFailure,
      Log log) {
    this.configuration = configuration;
    this.instrumentation = instrumentation;
    this.threads = threads;
    this.lastFailure = lastFailure;
    this.log = log;
  }

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
    return new ClientWeaving(
        JvmFacts.javaVersion(),
        configuration.disabledClients(),
        new Engine(configuration, instrumentation, threads, lastFailure, log),
        threads,
        afterWeave,
        log);
  }

  @Override
  public void install() throws Exception {
    HookDefinition.define(instrumentation);
    boolean isFirst = AgentHook.install(hook, configuration, threads, lastFailure, log);
    if (isFirst && configuration.prefetch()) {
      prefetch();
    }
  }

  private void prefetch() {
    if (isBeforeMain()) {
      log.warn(
          "prefetch=true has no effect here: another agent, or an archive of classes, had the first"
              + " HTTP client loaded before main. Tokens are fetched when a request needs them.");
    } else {
      threads.execute(() -> requireNonNull(hook.get()).prefetch());
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
}
