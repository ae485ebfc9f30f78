package io.oauthcc.weave;

import java.io.IOException;
import java.net.ResponseCache;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.plainConnect0()}, which every hop passes that has no
 * connection yet, http and https, and into {@code writeRequests()}, which writes its headers. Both
 * may wait: the whole API does. The call waits in the first, so that no server sees a connection on
 * which nothing comes, and once more in the second where the token is gone by then. The JDK ignores
 * an interrupt there; what ends a call is another thread's {@code disconnect()}.
 *
 * <p>Where the application has a {@code ResponseCache}, the hop may not be sent at all; nothing is
 * waited for before it is connected then.
 *
 * <p>The header stays on the connection afterwards. The JDK's keep-alive writes the same header
 * object again, past this method, when it finds the connection stale; and the JDK itself takes the
 * header off before the next hop. A value that the JDK is going to take off, for it redirects to
 * another host, still counts where it connects.
 *
 * <p>Credentials that the JDK got from the application's {@code Authenticator} before, and puts on
 * further down without being asked, are the application's own. A hop that has its headers from the
 * one before gets none of them.
 *
 * <p>After a 305 the JDK sends the same URL through a proxy that the answer named. Over http such a
 * hop is nobody's, for the proxy reads all of it.
 */
final class HopAdvice {

  private HopAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue("connected") boolean isConnected,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("setRequests") boolean hasHeaders,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("cacheHandler") @Nullable ResponseCache cache,
      @Advice.FieldValue("useProxyResponseCode") boolean serverNamedProxy)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || (!isConnected && cache != null && connection.getUseCaches())) {
      return;
    }
    boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
    Object place = serverNamedProxy && !isTls ? null : hook.place(url, isTls);
    List<String> existing = null;
    if (requests.findValue("Authorization") != null) {
      existing = new ArrayList<>();
      Iterator<String> values = requests.multiValueIterator("Authorization");
      while (values.hasNext()) {
        existing.add(values.next());
      }
    }
    boolean isOfJdk =
        existing == null
            && !hasHeaders
            && hook.keeps(place)
            && connection.getServerAuthentication(null) != null;
    Object value =
        hook.prepare(
            place,
            isOfJdk ? Collections.singletonList("of the JDK's cache") : existing,
            connection);
    Object waited = null;
    while (value != null && !(value instanceof String)) {
      value = hook.await(value);
      waited = connection;
    }
    if (!isConnected) {
      return;
    }
    if (!isOfJdk) {
      Object onWire = hook.onWire(place, existing, (String) value, waited);
      if (onWire != existing) {
        requests.remove("Authorization");
        if (onWire != null) {
          requests.set("Authorization", (String) onWire);
        }
      }
    }
    if (hasHeaders) {
      // One more than the first.
      hook.mark(connection);
    }
  }
}
