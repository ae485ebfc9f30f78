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
            hook.hops() <= LIMIT && !(body instanceof UnrepeatableRequestBody));
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
