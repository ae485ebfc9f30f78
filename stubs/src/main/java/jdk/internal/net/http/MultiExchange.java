package jdk.internal.net.http;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A call, with all its hops. */
public abstract class MultiExchange<T> {

  /** How many hops there were, of which the client allows five. */
  public AtomicInteger attempts;

  /** What it has sent to a server as credentials of the application's, or null. */
  public AuthenticationFilter.AuthInfo serverauth;

  /** The answer to the last hop but this one, or null. */
  public HttpResponse<T> response;
}
