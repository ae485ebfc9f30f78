package io.oauthcc.weave;

import java.util.List;
import jdk.internal.net.http.HttpRequestImpl;
import jdk.internal.net.http.Response;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code AuthenticationFilter.response}, the last to see an answer: cookies are stored
 * by then, and redirects decided. Never waits: the hop that follows begins in {@link
 * ResponseAsyncAdvice}.
 *
 * <p>A call is replayed once. The application is not asked for a password where ours would take its
 * place again.
 */
final class AuthenticationFilterAdvice {

  private AuthenticationFilterAdvice() {}

  /**
   * Returns the request to be sent instead of running the method, something else to end the call
   * with this answer, or null to let the method run.
   */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Object enter(@Advice.Argument(0) Response response) {
    OauthccHook hook = OauthccHook.agent;
    int status = response.statusCode();
    HttpRequestImpl request = response.request();
    if (hook == null || status < 400 || response.isConnectResponse) {
      return null;
    }
    List<String> added = request.getSystemHeadersBuilder().map().get("Authorization");
    List<String> sent =
        added == null || added.isEmpty() ? request.headers().allValues("Authorization") : added;
    if (sent.isEmpty()) {
      return null;
    }
    // Publishers that the JDK made itself of what it can read again.
    Object publisher = request.requestPublisher;
    String body = publisher == null ? "" : publisher.getClass().getName();
    boolean replayable =
        publisher == null
            || body.equals("jdk.internal.net.http.RequestPublishers$EmptyPublisher")
            || body.equals("jdk.internal.net.http.RequestPublishers$StringPublisher")
            || body.equals("jdk.internal.net.http.RequestPublishers$ByteArrayPublisher")
            || body.equals("jdk.internal.net.http.RequestPublishers$FilePublisher");
    Object call = response.exchange.multi;
    Object place = hook.place(request.uri());
    if (!hook.answered(place, call, sent, status, replayable)) {
      return status == 401 && hook.displaces(place, call, sent) ? response : null;
    }
    // The client counts the hop that follows; without the agent there would be none.
    response.exchange.multi.attempts.decrementAndGet();
    HttpRequestImpl again = HttpRequestImpl.newInstanceForAuthentication(request);
    List<String> forProxy = request.getSystemHeadersBuilder().map().get("Proxy-Authorization");
    if (forProxy != null && !forProxy.isEmpty()) {
      // The client puts it on the first hop of a call alone, or asks the application once more.
      again.setSystemHeader("Proxy-Authorization", forProxy.get(0));
    }
    return again;
  }

  /** Replaces the result of the method that did not run. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter @Nullable Object again,
      @Advice.Return(readOnly = false) @Nullable HttpRequestImpl result) {
    if (again instanceof HttpRequestImpl) {
      result = (HttpRequestImpl) again;
    }
  }
}
