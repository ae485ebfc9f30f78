package io.oauthcc.authorize;

import java.util.concurrent.Callable;

/**
 * A thread of the agent's own. Where the application's executor runs tasks on whichever thread
 * completes a future, the application's call goes on here; while it does, the thread counts as the
 * application's.
 */
public final class AgentThread extends Thread {

  private boolean lent;

  /** A daemon thread; it must be made and started by the agent's own threads or by premain. */
  public AgentThread(Runnable task, String name) {
    super(null, task, name);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  /** Whether the calling thread is one of these and at the agent's own work. */
  static boolean isCurrent() {
    Thread current = Thread.currentThread();
    return current instanceof AgentThread && !((AgentThread) current).lent;
  }

  /** Runs a call of the application's, on whichever thread this is. */
  static <T> T runForApplication(Callable<T> call) throws Exception {
    Thread current = Thread.currentThread();
    if (!(current instanceof AgentThread)) {
      return call.call();
    }
    AgentThread own = (AgentThread) current;
    boolean before = own.lent;
    own.lent = true;
    try {
      return call.call();
    } finally {
      own.lent = before;
    }
  }
}
