package io.oauthcc.weave;

import java.util.ArrayDeque;
import java.util.Queue;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http.UnrepeatableRequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code RetryAndFollowUpInterceptor.followUpRequest}: a hop that is sent once more is a
 * follow-up, as one with the application's {@code Authenticator} is, and comes before it. The
 * application is not asked where its answer would be replaced.
 *
 * <p>The method does not know its call; {@link InterceptorAdvice} told which one the hop's request
 * belongs to.
 */
final class FollowUpRequestAdvice {

  /** How many follow-ups a call may have. */
  private static final int LIMIT = 20;

  private FollowUpRequestAdvice() {}

  /**
   * Returns the request to be sent instead of running the method, something else to end the call
   * with this answer, or null to let the method run.
   */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Object enter(@Advice.Argument(0) @Nullable Response response) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || response == null || response.code() < 400) {
      return null;
    }
    Response network = response.networkResponse();
    Object call = network == null ? null : hook.attached(network.request());
    if (call == null) {
      return null;
    }
    int followUps = 0;
    for (Response prior = response.priorResponse(); prior != null; prior = prior.priorResponse()) {
      followUps++;
    }
    boolean replayable = followUps < LIMIT;
    Queue<RequestBody> bodies = new ArrayDeque<>();
    RequestBody next = response.request().body();
    while (next != null && replayable) {
      try {
        replayable = !next.isOneShot() && !next.isDuplex();
      } catch (NoSuchMethodError until313) {
        replayable = !(next instanceof UnrepeatableRequestBody);
      }
      // Before OkHttp 5 a body with such a part does not say so. A shrunk copy may lack its class.
      if (next.getClass().getName().endsWith("okhttp3.MultipartBody")
          && next instanceof MultipartBody) {
        for (Object part : ((MultipartBody) next).parts()) {
          bodies.add(((MultipartBody.Part) part).body());
        }
      }
      next = bodies.poll();
    }
    HttpUrl url = network.request().url();
    Object place =
        hook.place(
            network.handshake() == null ? "http" : "https",
            url.host(),
            url.port(),
            url.encodedPath(),
            url.encodedQuery());
    if (hook.answered(place, call, null, response.code(), replayable)) {
      // For the advice that keeps it from the application.
      hook.attach(network, call);
      return response.request();
    }
    boolean isInVain = response.code() == 401 && hook.displaces(place, call, null);
    return isInVain ? network : null;
  }

  /** Replaces the result of the method that did not run. */
  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable Object again,
      @Advice.Return(readOnly = false) @Nullable Request result) {
    if (again instanceof Request) {
      result = (Request) again;
    }
  }
}
