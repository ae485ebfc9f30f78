package java.net.http;

import java.util.Optional;

/** An answer, since Java 11. */
public interface HttpResponse<T> {

  /** Its status. */
  int statusCode();

  /** What it answers. */
  HttpRequest request();

  /** The answer that led to another request, whose answer this is. */
  Optional<HttpResponse<T>> previousResponse();
}
