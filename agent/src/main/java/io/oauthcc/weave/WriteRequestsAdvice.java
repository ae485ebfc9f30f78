package io.oauthcc.weave;

import java.io.IOException;
import java.net.URL;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.writeRequests()}, which may wait: the whole API does. The JDK
 * ignores an interrupt there; what ends a call is another thread's {@code disconnect()}. The token
 * is nearly always there: {@link ConnectAdvice} has waited for it.
 *
 * <p>The header stays on the connection afterwards. The JDK's keep-alive writes the same header
 * object again, past this method, when it finds the connection stale; and the JDK itself takes the
 * header off before the next hop.
 *
 * <p>Credentials that the JDK got from the application's {@code Authenticator} before, and puts on
 * further down without being asked, are the application's own. A hop that has its headers from the
 * one before gets none of them.
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
      @Advice.FieldValue("setRequests") boolean hasHeaders,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("useProxyResponseCode") boolean serverNamedProxy)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    boolean isTls = request instanceof AbstractDelegateHttpsURLConnection;
    // After a 305, whatever host the answer named would read it.
    String scheme =
        serverNamedProxy && !isTls ? null : OauthccHook.scheme(url.getProtocol(), isTls);
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    String last = requests.findValue("Authorization");
    boolean isOfJdk =
        last == null
            && !hasHeaders
            && hook.keeps(scheme, host, port, path, query)
            && request.getServerAuthentication(null) != null;
    Object value =
        hook.prepare(scheme, host, port, path, query, isOfJdk ? "of the JDK's cache" : last);
    if (value instanceof CompletableFuture) {
      value = hook.awaitIn(request, (CompletableFuture<?>) value);
    }
    if (!isOfJdk) {
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
    }
    if (!request.streaming()) {
      // A streamed body may be sent in the middle of another call.
      hook.sent(requests.findValue("Authorization"));
    }
  }
}
