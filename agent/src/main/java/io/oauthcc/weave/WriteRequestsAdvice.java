package io.oauthcc.weave;

import java.io.IOException;
import java.net.SocketException;
import java.net.URL;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;

/**
 * Woven into {@code HttpURLConnection.writeRequests()}, which may wait: the whole API does. The JDK
 * ignores an interrupt there; what ends a call is another thread's {@code disconnect()}.
 *
 * <p>The header stays on the connection afterwards. The JDK's keep-alive writes the same header
 * object again, past this method, when it finds the connection stale; and the JDK itself takes the
 * header off before the next hop.
 *
 * <p>After a 305 the JDK sends the same URL through a proxy that the answer named. Over http such a
 * hop counts as one to a foreign host, for the proxy reads all of it.
 */
final class WriteRequestsAdvice {

  private WriteRequestsAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.This HttpURLConnection request,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue(value = "http", typing = Typing.DYNAMIC) @Nullable Object connection,
      @Advice.FieldValue("useProxyResponseCode") boolean serverNamedProxy)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    String scheme = url.getProtocol();
    if (serverNamedProxy && !scheme.equalsIgnoreCase("https")) {
      // Whatever host the answer named would read it.
      scheme = null;
    }
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    Object value =
        hook.prepare(scheme, host, port, path, query, requests.findValue("Authorization"));
    while (value instanceof CompletableFuture) {
      CompletableFuture<?> awaited = (CompletableFuture<?>) value;
      value = hook.await(awaited, false);
      if (connection == null) {
        awaited.cancel(false);
        throw new SocketException("Socket closed");
      }
    }
    String prepared = (String) value;
    Iterator<String> values = requests.multiValueIterator("Authorization");
    do {
      String existing = values.hasNext() ? values.next() : null;
      String onWire = hook.onWire(scheme, host, port, path, query, existing, prepared);
      if (!Objects.equals(onWire, existing)) {
        requests.remove("Authorization");
        if (onWire != null) {
          requests.set("Authorization", onWire);
        }
        break;
      }
    } while (values.hasNext());
    if (!request.streaming()) {
      // A streamed body may be sent in the middle of another call.
      hook.sent(requests.findValue("Authorization"));
    }
  }
}
