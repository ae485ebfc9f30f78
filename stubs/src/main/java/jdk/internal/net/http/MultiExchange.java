package jdk.internal.net.http;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A call, with all its hops. */
public abstract class MultiExchange<T> {

  /** How many hops there were, of which the client allows five. */
  public AtomicInteger attempts;

  /** The answer to the last hop but this one, or null. */
  public HttpResponse<T> response;
}
