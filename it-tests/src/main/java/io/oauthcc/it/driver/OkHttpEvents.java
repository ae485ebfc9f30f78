package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Writes down the events of a call, with what they show. */
final class OkHttpEvents extends EventListener {
  private final Scene scene;

  OkHttpEvents(Scene scene) {
    this.scene = scene;
  }

  private void event(String name) {
    scene.saw("event", name);
  }

  @Override
  public void callStart(Call call) {
    event("callStart");
    OkHttpScenes.saw(scene, "call", call.request());
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    event("dnsStart " + domainName);
  }

  @Override
  public void dnsEnd(Call call, String domainName, List<InetAddress> found) {
    event("dnsEnd " + domainName + " " + found);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    event("connectStart " + address + " " + proxy);
  }

  @Override
  public void secureConnectStart(Call call) {
    event("secureConnectStart");
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    event("secureConnectEnd " + (handshake != null));
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    event("connectEnd " + address + " " + proxy + " " + protocol);
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    event("connectFailed " + address + " " + proxy + " " + protocol + " " + failure);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    event("connectionAcquired");
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    event("connectionReleased");
  }

  @Override
  public void requestHeadersStart(Call call) {
    event("requestHeadersStart");
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    event("requestHeadersEnd");
    OkHttpScenes.saw(scene, "written", request);
  }

  @Override
  public void requestBodyStart(Call call) {
    event("requestBodyStart");
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    event("requestBodyEnd " + byteCount);
  }

  @Override
  public void requestFailed(Call call, IOException failure) {
    event("requestFailed " + failure);
  }

  @Override
  public void responseHeadersStart(Call call) {
    event("responseHeadersStart");
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    event("responseHeadersEnd " + response);
    OkHttpScenes.saw(scene, "answered", response.request());
  }

  @Override
  public void responseBodyStart(Call call) {
    event("responseBodyStart");
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    event("responseBodyEnd " + byteCount);
  }

  @Override
  public void responseFailed(Call call, IOException failure) {
    event("responseFailed " + failure);
  }

  @Override
  public void callEnd(Call call) {
    event("callEnd");
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    event("callFailed " + failure);
  }

  @Override
  public void canceled(Call call) {
    event("canceled");
  }

  @Override
  public void satisfactionFailure(Call call, Response response) {
    event("satisfactionFailure " + response);
  }

  @Override
  public void cacheHit(Call call, Response response) {
    event("cacheHit " + response);
  }

  @Override
  public void cacheMiss(Call call) {
    event("cacheMiss");
  }

  @Override
  public void cacheConditionalHit(Call call, Response cached) {
    event("cacheConditionalHit " + cached);
  }

  /** An event of OkHttp 5. */
  @SuppressWarnings("unused")
  public void retryDecision(Call call, IOException failure, boolean retry) {
    event("retryDecision " + failure + " " + retry);
  }

  /** An event of OkHttp 5. */
  @SuppressWarnings("unused")
  public void followUpDecision(Call call, Response response, @Nullable Request next) {
    event("followUpDecision " + response);
    if (next != null) {
      OkHttpScenes.saw(scene, "next", next);
    }
  }
}
