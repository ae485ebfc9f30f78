package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http.UnrepeatableRequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link FollowUpRequestAdvice} for OkHttp 3.9 to 3.13, where a body does not say
 * whether it can be written again.
 */
final class OldFollowUpRequestAdvice {

  /** How many follow-ups a call may have. */
  private static final int LIMIT = 20;

  private OldFollowUpRequestAdvice() {}

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
    boolean again =
        hook.answered(
            scheme,
            url.host(),
            url.port(),
            url.encodedPath(),
            url.encodedQuery(),
            response.code(),
            hook.hops() <= LIMIT && !(body instanceof UnrepeatableRequestBody));
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
