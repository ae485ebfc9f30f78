package io.oauthcc.it.client;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The places that a scene's program calls, among them some where every call goes wrong. */
final class Scenery implements AutoCloseable {
  private static final String NOWHERE_DOMAIN = "nowhere.invalid";

  /** Longer than any name can be, so that no name server is asked. */
  private static final String NOWHERE = "nowhere.".repeat(40) + NOWHERE_DOMAIN;

  private final Hops hops = new Hops();
  private final ApiServer api;
  private final ApiServer secure;
  private final ApiServer kept;
  private final ApiServer unheeded;
  private final ApiServer foreign;
  private final MockWebServer untrusted = new MockWebServer();
  private final Socket refusing = new Socket();
  private final ServerSocket full;
  private final PatientServer patient;
  private final List<SocketChannel> waiting = new ArrayList<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  Scenery(Predicate<Hop> admitted, Predicate<Hop> admittedUnheeded) {
    api = new ApiServer("api", false, admitted, hops);
    secure = new ApiServer("secure", true, admitted, hops);
    kept = new ApiServer("kept", false, admitted, hops);
    unheeded = new ApiServer("unheeded", false, admittedUnheeded, hops);
    foreign = new ApiServer("foreign", false, hop -> true, hops);
    try {
      refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      patient = new PatientServer(admitted, hops);
      full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      for (int i = 0; i < 8; i++) {
        SocketChannel one = SocketChannel.open();
        one.configureBlocking(false);
        one.connect(full.getLocalSocketAddress());
        waiting.add(one);
      }
      HeldCertificate stranger =
          new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
      untrusted.useHttps(
          new HandshakeCertificates.Builder().heldCertificate(stranger).build().sslSocketFactory(),
          false);
      untrusted.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SceneAnswers answers = new SceneAnswers(api.url(""), foreign.url(""));
    for (ApiServer server : List.of(api, secure, kept, unheeded, foreign)) {
      server.answers(answers);
    }
    place("api", api);
    place("secure", secure);
    place("kept", kept);
    place("unheeded", unheeded);
    place("foreign", foreign);
    place("refusing", "http", refusing.getLocalPort());
    place("patient", "http", patient.port());
    place("full", "http", full.getLocalPort());
    place("untrusted", "https", untrusted.getPort());
    places.put("nowhere", "https://" + NOWHERE);
    // Short enough for clients that look at a name before they look it up.
    places.put("elsewhere", "https://api." + NOWHERE_DOMAIN);
  }

  private void place(String name, ApiServer server) {
    places.put(name, server.url(""));
    ports.put(name, server.port());
  }

  private void place(String name, String scheme, int port) {
    places.put(name, scheme + "://localhost:" + port);
    ports.put(name, port);
  }

  /** URLs without a path, by name. */
  Map<String, String> places() {
    return places;
  }

  /** The targets of the registration that all places have but two. */
  String[] targets() {
    return places.entrySet().stream()
        .filter(place -> !place.getKey().equals("foreign") && !place.getKey().equals("unheeded"))
        .map(
            place ->
                place.getValue().replaceAll("//.*\\." + NOWHERE_DOMAIN, "//*." + NOWHERE_DOMAIN))
        .distinct()
        .toArray(String[]::new);
  }

  /** The target of the registration that is not told of refused tokens. */
  String unheeded() {
    return unheeded.url("");
  }

  /** What reached these servers since the last call of this method. */
  List<Hop> takeHops() {
    return hops.take();
  }

  /** The text with what differs from run to run replaced, so that it can be compared. */
  String comparable(String text) {
    String result = text;
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      result = result.replaceAll("(?<=[:/])" + port.getValue() + "\\b", "<" + port.getKey() + ">");
    }
    return result
        .replaceAll("(?i)(sec-websocket-key[:=] ?)[\\w+/]{22}==", "$1<random>")
        .replaceAll("(?i)(sec-websocket-accept[:=] ?\\[?)[\\w+/]{27}=", "$1<of the key>");
  }

  @Override
  public void close() {
    List.of(api, secure, kept, unheeded, foreign).forEach(ApiServer::close);
    try {
      untrusted.close();
      patient.close();
      refusing.close();
      full.close();
      for (SocketChannel one : waiting) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
