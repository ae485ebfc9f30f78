package io.oauthcc.weave;

import java.util.ArrayDeque;
import java.util.Queue;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code RetryAndFollowUpInterceptor.followUpRequest} of OkHttp 3.14 and later: a hop
 * that is sent once more is a follow-up, as one with the application's {@code Authenticator} is,
 * and comes before it. The application is not asked where its answer would be replaced.
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
    if (network == null) {
      return null;
    }
    HttpUrl url = network.request().url();
    String scheme = network.handshake() == null ? "http" : "https";
    RequestBody body = response.request().body();
    boolean replayable = hook.hops() <= LIMIT;
    Queue<RequestBody> bodies = new ArrayDeque<>();
    for (RequestBody next = body; next != null && replayable; next = bodies.poll()) {
      replayable = !next.isOneShot() && !next.isDuplex();
      // Before OkHttp 5 a body with such a part does not say so. A shrunk copy may lack its class.
      if (next.getClass().getName().endsWith("okhttp3.MultipartBody")
          && next instanceof MultipartBody) {
        for (Object part : ((MultipartBody) next).parts()) {
          bodies.add(((MultipartBody.Part) part).body());
        }
      }
    }
    boolean again =
        hook.answered(
            scheme,
            url.host(),
            url.port(),
            url.encodedPath(),
            url.encodedQuery(),
            response.code(),
            replayable);
    if (again) {
      hook.hide(network);
      return response.request();
    }
    boolean isInVain =
        response.code() == 401
            && hook.displaces(
                scheme, url.host(), url.port(), url.encodedPath(), url.encodedQuery(), null);
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
