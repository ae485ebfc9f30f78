package jdk.internal.net.http;

/** One hop. */
public abstract class Exchange<T> {

  /** The call that the hop belongs to. */
  public MultiExchange<T> multi;
}
