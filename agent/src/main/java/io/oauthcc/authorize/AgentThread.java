package io.oauthcc.authorize;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the agent's own. The first is made in premain and waits for {@linkplain #give work};
 * the others are made by it.
 *
 * <p>Where the application's executor runs tasks on whichever thread completes a future, the
 * application's call goes on here; while it does, the thread counts as the application's.
 */
public final class AgentThread extends Thread {

  /** Programs count, join and interrupt the threads of their own group. */
  private static final ThreadGroup GROUP = besideThoseOfTheApplication();

  private volatile @Nullable Runnable work;
  private boolean lent;

  /** A daemon thread, to be made and started by premain or by another of these. */
  public AgentThread(String name) {
    super(GROUP, null, name);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  private static ThreadGroup besideThoseOfTheApplication() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    for (ThreadGroup next = top; next != null; next = next.getParent()) {
      top = next;
    }
    return new ThreadGroup(top, "oauthcc");
  }

  /** What the thread does; it waits until it is told. Any thread may tell it, once. */
  public void give(Runnable work) {
    this.work = work;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    Runnable given = work;
    while (given == null) {
      LockSupport.park(this);
      given = work;
    }
    given.run();
  }

  /** Whether the calling thread is one of these and at the agent's own work. */
  static boolean isCurrent() {
    Thread current = Thread.currentThread();
    return current instanceof AgentThread && !((AgentThread) current).lent;
  }

  /**
   * Runs a task of the application's, on whichever thread this is.
   *
   * @param context the context class loader, should it be one of these
   */
  static void runForApplication(Runnable task, @Nullable ClassLoader context) {
    Thread current = Thread.currentThread();
    if (!(current instanceof AgentThread)) {
      task.run();
      return;
    }
    AgentThread own = (AgentThread) current;
    boolean before = own.lent;
    ClassLoader contextBefore = own.getContextClassLoader();
    own.lent = true;
    own.setContextClassLoader(context);
    try {
      task.run();
    } finally {
      own.setContextClassLoader(contextBefore);
      own.lent = before;
    }
  }
}
