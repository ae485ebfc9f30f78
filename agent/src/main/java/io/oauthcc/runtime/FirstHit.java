package io.oauthcc.runtime;

import io.oauthcc.authorize.AgentHook;
import io.oauthcc.authorize.AgentThread;
import io.oauthcc.config.Configuration;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Targets;
import io.oauthcc.log.Log;
import io.oauthcc.token.Clock;
import io.oauthcc.token.TokenCache;
import io.oauthcc.token.TokenSource;
import io.oauthcc.weave.ClientWeaving;
import io.oauthcc.weave.WeavingSource;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;

/**
 * What happens when the first class of an HTTP client appears: threads, hook, tokens and weaver are
 * put together. Premain makes this object and loads nothing of what it will need.
 */
final class FirstHit implements WeavingSource {

  private final Configuration configuration;
  private final Instrumentation instrumentation;
  private final AgentThread thread;
  private final Log log;

  FirstHit(
      Configuration configuration, Instrumentation instrumentation, AgentThread thread, Log log) {
    this.configuration = configuration;
    this.instrumentation = instrumentation;
    this.thread = thread;
    this.log = log;
  }

  @Override
  public ClientWeaving weaving(Runnable afterWeave) {
    AgentThreads threads = new AgentThreads(thread);
    return new ClientWeaving(
        configuration.disabledClients(),
        () -> {
          HookDefinition.define(instrumentation);
          AgentHook.install(
              Targets.of(configuration.registrations()), tokens(threads), threads, log);
        },
        threads,
        afterWeave,
        log);
  }

  private Map<Registration, TokenSource> tokens(AgentThreads threads) {
    Map<Registration, TokenSource> tokens = new HashMap<>();
    for (Registration registration : configuration.registrations()) {
      tokens.put(registration, new TokenCache(registration, threads, Clock.system(), log));
    }
    return tokens;
  }
}
