package io.oauthcc.runtime;

import io.oauthcc.authorize.AgentThread;
import io.oauthcc.config.Configuration;
import io.oauthcc.log.Log;
import io.oauthcc.weave.ClientWeaving;
import io.oauthcc.weave.WeavingSource;
import java.lang.instrument.Instrumentation;

/**
 * What premain leaves behind for the moment when the first class of an HTTP client appears. It
 * names {@link Engine} in one method body only, so that premain loads nothing of what that needs.
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
    return Engine.weaving(configuration, instrumentation, thread, log, afterWeave);
  }
}
