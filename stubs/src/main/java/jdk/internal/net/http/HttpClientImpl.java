package jdk.internal.net.http;

import java.util.concurrent.Executor;

/** A client. */
public abstract class HttpClientImpl {

  /** Hands a task over only where the thread is the client's own, and runs it otherwise. */
  public abstract static class DelegatingExecutor implements Executor {

    /** What the application gave the client, or the client's default. */
    public abstract Executor delegate();
  }
}
