package io.oauthcc.authorize;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the application's does after its wait. It belongs to the application's executor;
 * only where that runs it on the thread that hands it over, or takes nothing any more, it runs on a
 * thread of the agent's. Threads that the executor starts for it inherit the class loader that they
 * would without the agent.
 */
final class ApplicationTask implements Runnable {

  private final Runnable task;
  private final @Nullable ClassLoader context;

  private ApplicationTask(Runnable task, @Nullable ClassLoader context) {
    this.task = task;
    this.context = context;
  }

  /** The application's executor, for whichever thread of the agent's ends a wait of this thread. */
  static Executor on(Executor executor) {
    ClassLoader context =
        AccessController.doPrivileged(
            new PrivilegedAction<@Nullable ClassLoader>() {
              @Override
              public @Nullable ClassLoader run() {
                return Thread.currentThread().getContextClassLoader();
              }
            });
    return task ->
        AgentThread.runForApplication(
            () -> hand(executor, new ApplicationTask(task, context)), context);
  }

  /** Goes on here where the executor was shut down meanwhile: what the client does with its own. */
  private static void hand(Executor executor, ApplicationTask task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException ended) {
      task.run();
    }
  }

  @Override
  public void run() {
    AgentThread.runForApplication(task, context);
  }
}
