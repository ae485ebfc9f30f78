package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** What an application sees of OkHttp where calls go wrong. */
final class OkHttpFailures {
  private static final int LITTLE_MILLIS = 400;

  private OkHttpFailures() {}

  static void statuses(Scene scene) {
    OkHttpClient client = OkHttpScenes.watched(scene).build();
    for (int status : new int[] {400, 401, 403, 404, 408, 418, 500, 503}) {
      String url = scene.url("unheeded", "/status-" + status);
      OkHttpScenes.each(scene, "get", client, OkHttpScenes.to(url).build());
      OkHttpScenes.each(
          scene,
          "post",
          client,
          OkHttpScenes.to(url).post(OkHttpScenes.text("text/plain")).build());
    }
  }

  static void faults(Scene scene) {
    for (boolean retrying : new boolean[] {true, false}) {
      for (Protocol[] protocols :
          new Protocol[][] {{Protocol.HTTP_1_1}, {Protocol.HTTP_2, Protocol.HTTP_1_1}}) {
        OkHttpClient client =
            OkHttpScenes.watched(scene, protocols)
                .retryOnConnectionFailure(retrying)
                .dns(OkHttpFailures::lookUp)
                .build();
        for (String place : new String[] {"refusing", "untrusted"}) {
          each(scene, place, client, scene.url(place, "/text"));
        }
        for (String path : new String[] {"/cut", "/hang-up", "/malformed", "/no-length"}) {
          each(scene, path, client, scene.url("api", path));
        }
        each(scene, "nowhere", client, scene.url("elsewhere", "/text"));
      }
    }
  }

  private static List<InetAddress> lookUp(String host) throws UnknownHostException {
    if (host.endsWith(".invalid")) {
      throw new UnknownHostException(host);
    }
    return Dns.SYSTEM.lookup(host);
  }

  private static void each(Scene scene, String what, OkHttpClient client, String url) {
    OkHttpScenes.each(scene, what, client, OkHttpScenes.to(url).build());
    OkHttpScenes.each(
        scene,
        "post " + what,
        client,
        OkHttpScenes.to(url).post(OkHttpScenes.text("text/plain")).build());
  }

  static void timeouts(Scene scene) throws IOException {
    OkHttpClient patient = new OkHttpClient();
    for (String place : new String[] {"api", "secure"}) {
      patient.newCall(OkHttpScenes.to(scene.url(place, "/text")).build()).execute().close();
      Request silent = OkHttpScenes.to(scene.url(place, "/silent")).build();
      timedOut(scene, "read", reading(patient), silent);
      try {
        OkHttpClient.Builder whole = patient.newBuilder();
        whole.callTimeout(LITTLE_MILLIS, TimeUnit.MILLISECONDS);
        timedOut(scene, "call", whole.build(), silent);
      } catch (NoSuchMethodError e) {
        scene.saw("call", "timeouts came after 3.9");
      }
    }
    timedOut(scene, "half", reading(patient), OkHttpScenes.to(scene.url("api", "/half")).build());
    OkHttpClient connecting =
        patient.newBuilder().connectTimeout(LITTLE_MILLIS, TimeUnit.MILLISECONDS).build();
    timedOut(scene, "connect", connecting, OkHttpScenes.to(scene.url("full", "/text")).build());
  }

  private static OkHttpClient reading(OkHttpClient client) {
    return client.newBuilder().readTimeout(LITTLE_MILLIS, TimeUnit.MILLISECONDS).build();
  }

  /**
   * Without causes, in which the client says how far it was when the time was up. A read has two
   * clocks, the socket's and the client's, and each has its own word.
   */
  private static void timedOut(Scene scene, String what, OkHttpClient client, Request request) {
    try (Response response = client.newCall(request).execute()) {
      ResponseBody body = response.body();
      scene.saw(what, response + " " + (body == null ? null : body.string()));
    } catch (IOException e) {
      scene.saw(what, e.toString().replace("Read timed out", "timeout"));
    }
  }

  /** What the client forbids, in its words. */
  static void misuse(Scene scene) {
    OkHttpClient client = OkHttpScenes.watched(scene).build();
    Call call = client.newCall(OkHttpScenes.to(scene.url("api", "/text")).build());
    scene.saw("first", () -> status(call));
    scene.saw("second", () -> status(call));
    Call cancelled = call.clone();
    cancelled.cancel();
    scene.saw("cancelled", () -> status(cancelled));
    scene.saw("state", cancelled.isExecuted() + " " + cancelled.isCanceled());
  }

  /** Closes the answer, or the client might complain of it, which depends on the collector. */
  private static int status(Call call) throws IOException {
    try (Response response = call.execute()) {
      return response.code();
    }
  }
}
