package java.net.http;

/** A request, since Java 11. */
public abstract class HttpRequest {

  /** What writes a request's body. */
  public interface BodyPublisher {}
}
