package io.oauthcc.runtime;

import io.oauthcc.authorize.AgentThread;
import io.oauthcc.config.Configuration;
import io.oauthcc.log.Log;
import io.oauthcc.weave.ClientWeaving;
import io.oauthcc.weave.WeavingSource;
import java.io.IOException;
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

  /** Made now: an exception keeps the classes of the stack that it is made on. */
  private final IOException lastFailure =
      new IOException("oauthcc: no access token: a defect in oauthcc, which its log tells of");

  FirstHit(
      Configuration configuration, Instrumentation instrumentation, AgentThread thread, Log log) {
    this.configuration = configuration;
    this.instrumentation = instrumentation;
    this.thread = thread;
    this.log = log;
    // Where it was made says nothing of the call that it ends.
    lastFailure.setStackTrace(new StackTraceElement[0]);
  }

  @Override
  public ClientWeaving weaving(Runnable afterWeave) {
    return Engine.weaving(configuration, instrumentation, thread, lastFailure, log, afterWeave);
  }
}
