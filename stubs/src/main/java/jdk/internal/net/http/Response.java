package jdk.internal.net.http;

/** One hop's answer, its body yet unread. */
public abstract class Response {

  /** The hop. */
  public Exchange<?> exchange;

  /** Whether a proxy answered so to a {@code CONNECT}. */
  public boolean isConnectResponse;

  /** Its status. */
  public abstract int statusCode();

  /** The request of the hop. */
  public abstract HttpRequestImpl request();
}
