package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code RetryAndFollowUpInterceptor.followUpRequest} of OkHttp 3.14 and later: a hop
 * that is sent once more is a follow-up, as one with the application's {@code Authenticator} is,
 * and comes before it.
 */
final class FollowUpRequestAdvice {

  private FollowUpRequestAdvice() {}

  /** Returns the request to be sent instead of running the method, or null to let it run. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Request enter(@Advice.Argument(0) @Nullable Response response) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || response == null || response.code() < 400) {
      return null;
    }
    Response network = response.networkResponse();
    if (network == null) {
      return null;
    }
    HttpUrl url = network.request().url();
    RequestBody body = response.request().body();
    boolean again =
        hook.answered(
            url.scheme(),
            url.host(),
            url.port(),
            url.encodedPath(),
            url.encodedQuery(),
            response.code(),
            body == null || !body.isOneShot());
    return again ? response.request() : null;
  }

  /** Replaces the result of the method that did not run. */
  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable Request again,
      @Advice.Return(readOnly = false) @Nullable Request result) {
    if (again != null) {
      result = again;
    }
  }
}
