package io.oauthcc.weave;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.List;
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
 * connection and hands what is to be on the wire down to {@link CodecAdvice}. A call that is
 * canceled, or whose time is over, which OkHttp makes of it, waits no longer; nor does one whose
 * thread is interrupted.
 *
 * <p>It waits before it connects: the server might not wait for the request on an open connection.
 * No earlier step of OkHttp's knows that there will be a hop, and no answer of the cache. The
 * application's network interceptors come after that, and can change path and headers, or go on in
 * another thread: what the hop is in the end is asked about once more, which waits only where it is
 * another's by then.
 *
 * <p>A failure leaves as {@link ProtocolException}: OkHttp takes every other {@code IOException}
 * for a lost connection and, where it has not tried one yet, calls the interceptor again without
 * end.
 */
final class InterceptorAdvice {

  private InterceptorAdvice() {}

  @SuppressWarnings("UnusedVariable") // The variable is read on exit.
  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) Interceptor.Chain chain, @Advice.Local("outer") @Nullable Object outer)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    Request request = chain.request();
    Call call = chain.call();
    Connection connection = chain.connection();
    HttpUrl url = request.url();
    boolean isTls =
        connection == null ? url.scheme().equals("https") : connection.handshake() != null;
    Object place =
        hook.place(
            isTls ? "https" : "http",
            url.host(),
            url.port(),
            url.encodedPath(),
            url.encodedQuery());
    List<String> existing = request.headers("Authorization");
    Object value = hook.prepare(place, existing, call);
    while (value != null && !(value instanceof String)) {
      if (call.isCanceled()) {
        hook.giveUp(call);
        // What OkHttp throws itself, also where it calls the interceptor again.
        throw new IOException("Canceled");
      }
      if (Thread.currentThread().isInterrupted()) {
        hook.giveUp(call);
        throw new InterruptedIOException("interrupted");
      }
      try {
        value = hook.await(value);
      } catch (IOException failure) {
        ProtocolException noToken = new ProtocolException(failure.getMessage());
        noToken.initCause(failure);
        throw noToken;
      }
    }
    // A call that a listener of another one makes, before the other's headers are written.
    outer = OauthccHook.handed();
    if (connection == null) {
      return;
    }
    Object onWire = hook.onWire(place, existing, (String) value, call);
    if (onWire != existing) {
      Request.Builder copy = request.newBuilder().removeHeader("Authorization");
      OauthccHook.hand(
          (onWire == null ? copy : copy.header("Authorization", (String) onWire)).build());
    }
    if (onWire instanceof String || !existing.isEmpty()) {
      // For the advice that meets the answer, and does not see the call.
      hook.attach(request, call);
    }
  }

  /** Runs also when the hop failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Local("outer") @Nullable Object outer) {
    OauthccHook.hand(outer);
  }
}
