package io.oauthcc.weave;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code ConnectInterceptor.intercept}, which runs on the caller's thread or the
 * dispatcher's and may wait, and into {@code CallServerInterceptor.intercept}, which has the
 * connection. Hands the value to {@link CodecAdvice}, and gives back what an outer call on the same
 * thread was carrying. A call that is canceled, or whose time is over, which OkHttp makes of it,
 * waits no longer.
 *
 * <p>It waits before it connects: the server might not wait for the request on an open connection.
 * No earlier step of OkHttp's knows that there will be a hop, and no answer of the cache. The
 * application's network interceptors come after that, and can change path and headers: what the hop
 * is in the end is asked about once more, which waits only where it is another's by then, or goes
 * on in another thread.
 *
 * <p>A failure leaves as {@link ProtocolException}: OkHttp takes every other {@code IOException}
 * for a lost connection and, where it has not tried one yet, calls the interceptor again without
 * end.
 */
final class ConnectInterceptorAdvice {

  private ConnectInterceptorAdvice() {}

  @SuppressWarnings("UnusedVariable") // Three variables are read on exit.
  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) Interceptor.Chain chain,
      @Advice.Local("before") @Nullable String before,
      @Advice.Local("isHopElsewhere") boolean isHopElsewhere,
      @Advice.Local("around") @Nullable Object around)
      throws IOException {
    before = OauthccHook.carried();
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    Request request = chain.request();
    Call call = chain.call();
    Connection connection = chain.connection();
    boolean isTls =
        connection == null
            ? request.url().scheme().equals("https")
            : connection.handshake() != null;
    boolean isElsewhere = connection != null && !hook.isAt(call);
    HttpUrl url = request.url();
    boolean canceled = false;
    try {
      Object prepared =
          hook.prepare(
              isTls ? "https" : "http",
              url.host(),
              url.port(),
              url.encodedPath(),
              url.encodedQuery(),
              request.header("Authorization"));
      while (prepared instanceof CompletableFuture && !call.isCanceled()) {
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
    if (isElsewhere) {
      around = hook.beginHop(call);
      isHopElsewhere = true;
    }
    hook.connected(isTls);
  }

  /** Runs also when the hop failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Local("before") @Nullable String before,
      @Advice.Local("isHopElsewhere") boolean isHopElsewhere,
      @Advice.Local("around") @Nullable Object around) {
    OauthccHook hook = OauthccHook.agent;
    if (isHopElsewhere && hook != null) {
      hook.endCall(around);
    }
    OauthccHook.carry(before);
  }
}
