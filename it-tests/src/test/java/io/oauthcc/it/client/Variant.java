package io.oauthcc.it.client;

import io.oauthcc.it.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to use a client.
 *
 * @param version the highest HTTP version it may use
 * @param direct whether its executor runs tasks on the thread that hands them over
 */
record Variant(boolean tls, String version, boolean async, boolean direct) {

  static List<Variant> of(Subject.Kind kind) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(false, "1.1", false, false));
    variants.add(new Variant(true, "1.1", false, false));
    if (kind != Subject.Kind.SYNCHRONOUS) {
      variants.add(new Variant(true, "2", false, false));
      variants.add(new Variant(false, "1.1", true, false));
      variants.add(new Variant(true, "2", true, false));
    }
    if (kind == Subject.Kind.NON_BLOCKING) {
      // Its request asks the server to upgrade from HTTP/1.1.
      variants.add(new Variant(false, "2", false, false));
      variants.add(new Variant(false, "1.1", true, true));
      variants.add(new Variant(true, "2", true, true));
    }
    return variants;
  }

  Request get(String url) {
    return shaped(Request.get(url));
  }

  Request post(String url) {
    return shaped(Request.post(url));
  }

  /** The same request in this way. */
  Request shaped(Request request) {
    Request shaped = request.version(version).async(async);
    return direct ? shaped.onDirectExecutor() : shaped;
  }

  @Override
  public String toString() {
    return (tls ? "https" : "http")
        + (version.equals("2") ? ", HTTP/2" : "")
        + (async ? ", asynchronous" : "")
        + (direct ? ", direct executor" : "");
  }
}
