package okhttp3;

/** An answer that never changes. */
public abstract class Response {

  /** Its status. */
  public abstract int code();

  /** What it answers, as the application asked for it. */
  public abstract Request request();

  /** The answer as it came from the network, or null if none did. */
  public abstract Response networkResponse();

  /** The answer that led to the request, or null. */
  public abstract Response priorResponse();

  /** How TLS was agreed on where it came from, or null without TLS. */
  public abstract Handshake handshake();
}
