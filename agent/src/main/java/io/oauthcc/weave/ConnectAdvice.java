package io.oauthcc.weave;

import java.io.IOException;
import java.net.ResponseCache;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.plainConnect0()}, which every hop passes that has no
 * connection yet, http and https: the call waits for its token here, so that no server sees a
 * connection on which nothing comes. {@link WriteRequestsAdvice} puts the value on, and waits where
 * this could not.
 *
 * <p>Where the application has a {@code ResponseCache}, the hop may not be sent at all; nothing is
 * waited for then. A value that the JDK is going to take off, for it redirects to another host,
 * still counts here.
 */
final class ConnectAdvice {

  private ConnectAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("cacheHandler") @Nullable ResponseCache cache,
      @Advice.FieldValue("useProxyResponseCode") boolean serverNamedProxy)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || (cache != null && connection.getUseCaches())) {
      return;
    }
    boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
    String scheme =
        serverNamedProxy && !isTls ? null : OauthccHook.scheme(url.getProtocol(), isTls);
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    String existing = requests.findValue("Authorization");
    if (existing == null
        && hook.keeps(scheme, host, port, path, query)
        && connection.getServerAuthentication(null) != null) {
      existing = "of the JDK's cache";
    }
    Object value = hook.prepare(scheme, host, port, path, query, existing);
    if (value instanceof CompletableFuture) {
      hook.awaitIn(connection, (CompletableFuture<?>) value);
    }
  }
}
