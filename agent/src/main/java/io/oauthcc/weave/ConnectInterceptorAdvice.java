package io.oauthcc.weave;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code ConnectInterceptor.intercept}, which runs on the caller's thread or the
 * dispatcher's and may wait. Hands the value to {@link CodecAdvice}, and gives back what an outer
 * call on the same thread was carrying. A call that is canceled, or whose time is over, which
 * OkHttp makes of it, waits no longer.
 *
 * <p>A failure leaves as {@link ProtocolException}: OkHttp takes every other {@code IOException}
 * for a lost connection and, where it has not tried one yet, calls the interceptor again without
 * end.
 */
final class ConnectInterceptorAdvice {

  private ConnectInterceptorAdvice() {}

  /** Returns what the thread was carrying before. */
  @Advice.OnMethodEnter
  static @Nullable String enter(@Advice.Argument(0) Interceptor.Chain chain) throws IOException {
    String before = OauthccHook.carried();
    OauthccHook hook = OauthccHook.agent;
    if (hook != null) {
      Request request = chain.request();
      HttpUrl url = request.url();
      boolean canceled = false;
      try {
        Object prepared =
            hook.prepare(
                url.scheme(),
                url.host(),
                url.port(),
                url.encodedPath(),
                url.encodedQuery(),
                request.header("Authorization"));
        while (prepared instanceof CompletableFuture && !chain.call().isCanceled()) {
          prepared = hook.await((CompletableFuture<?>) prepared, true);
        }
        if (prepared instanceof CompletableFuture) {
          ((CompletableFuture<?>) prepared).cancel(false);
          canceled = true;
        } else {
          OauthccHook.carry((String) prepared);
        }
      } catch (InterruptedIOException interrupted) {
        throw interrupted;
      } catch (IOException failure) {
        ProtocolException noToken = new ProtocolException(failure.getMessage());
        noToken.initCause(failure);
        throw noToken;
      }
      if (canceled) {
        // What OkHttp throws itself, also where it calls the interceptor again.
        throw new IOException("Canceled");
      }
    }
    return before;
  }

  /** Runs also when the hop failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable String before) {
    OauthccHook.carry(before);
  }
}
