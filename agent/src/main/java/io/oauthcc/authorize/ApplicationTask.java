package io.oauthcc.authorize;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the application's does after its wait. It belongs to the application's executor;
 * only where that runs it on the thread that hands it over it runs on a thread of the agent's. An
 * executor that takes nothing any more ends the call. Threads that the executor starts for it
 * inherit the class loader that they would without the agent.
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
            () -> executor.execute(new ApplicationTask(task, context)), context);
  }

  @Override
  public void run() {
    AgentThread.runForApplication(task, context);
  }
}
