package io.oauthcc.weave;

import java.io.IOException;
import java.net.URL;
import java.util.Iterator;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import sun.net.www.MessageHeader;

/**
 * Woven into {@code HttpURLConnection.writeRequests()}, which may wait: the whole API does.
 *
 * <p>The header stays on the connection afterwards. The JDK's keep-alive writes the same header
 * object again, past this method, when it finds the connection stale; and the JDK itself takes the
 * header off before the next hop.
 */
final class WriteRequestsAdvice {

  private WriteRequestsAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.FieldValue("requests") MessageHeader requests, @Advice.FieldValue("url") URL url)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    String scheme = url.getProtocol();
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    String prepared =
        hook.await(scheme, host, port, path, query, requests.findValue("Authorization"));
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
    hook.sent(requests.findValue("Authorization"));
  }
}
