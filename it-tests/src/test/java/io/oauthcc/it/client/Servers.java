package io.oauthcc.it.client;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.ProxyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The APIs a subject calls: {@code api} and {@code other}, each with a registration of its own, and
 * {@code foreign}, with none, and {@code strict} and {@code strictToo}, with one for each folder.
 * Of {@code partly} the registration of {@code api} has the folder {@code /in}, but not {@code
 * /in/out} in it; {@code crossed} it has under the schemes that the ports do not speak. Each speaks
 * http on one port and https on another.
 */
final class Servers implements AutoCloseable {
  /** The APIs are foreign under another name for their host; they admit such calls on this path. */
  static final String BY_ANOTHER_NAME = "/by-another-name";

  private final Hops hops = new Hops();
  private final List<ApiServer> all = new ArrayList<>();
  private final Site api;
  private final Site other;
  private final Site foreign;
  private final Site strict;
  private final Site strictToo;
  private final Site partly;
  private final Site crossed;

  /** One API on its two ports. */
  record Site(ApiServer plain, ApiServer secure) {
    ApiServer over(boolean tls) {
      return tls ? secure : plain;
    }

    String[] targets() {
      return new String[] {plain.url(""), secure.url("")};
    }
  }

  Servers(
      Predicate<Hop> admittedAtApi,
      Predicate<Hop> admittedAtOther,
      Predicate<Hop> admittedInFolder) {
    api = site("api", admittedAtApi);
    other = site("other", admittedAtOther);
    foreign = site("foreign", hop -> true);
    strict = site("strict", admittedInFolder);
    strictToo = site("strict-too", admittedInFolder);
    partly = site("partly", hop -> true);
    crossed = site("crossed", hop -> true);
  }

  private Site site(String name, Predicate<Hop> admitted) {
    Predicate<Hop> guard = hop -> hop.path().startsWith(BY_ANOTHER_NAME) || admitted.test(hop);
    Site site =
        new Site(new ApiServer(name, false, guard, hops), new ApiServer(name, true, guard, hops));
    all.add(site.plain());
    all.add(site.secure());
    return site;
  }

  Site api() {
    return api;
  }

  Site other() {
    return other;
  }

  Site foreign() {
    return foreign;
  }

  /** With a registration for each of its folders. */
  Site strict() {
    return strict;
  }

  /** Another host with the same folders. */
  Site strictToo() {
    return strictToo;
  }

  /** The targets of a registration with these folders on {@code strict} and {@code strictToo}. */
  String[] folders(String name) {
    return Stream.of(strict.plain(), strict.secure(), strictToo.plain(), strictToo.secure())
        .map(server -> server.url("/" + name))
        .toArray(String[]::new);
  }

  /** Named for {@code api} in one folder. */
  Site partly() {
    return partly;
  }

  /** Named for {@code api}, with each port under the other's scheme. */
  Site crossed() {
    return crossed;
  }

  /** What {@code api}'s registration names. */
  List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(api.targets()));
    targets.add(partly.plain().url("/in"));
    targets.add(partly.secure().url("/in"));
    targets.add("https://localhost:" + crossed.plain().port());
    targets.add("http://localhost:" + crossed.secure().port());
    for (String name : List.of("api.test", "xn--bcher-kva.test")) {
      targets.add("http://" + name);
      targets.add("https://" + name);
    }
    targets.add("https://api.test:" + api.secure().port());
    return targets;
  }

  /** What it excludes. */
  List<String> exclusions() {
    return List.of(partly.plain().url("/in/out"), partly.secure().url("/in/out"));
  }

  /** The port of the server that a proxy is to reach by this name. */
  int portOf(ProxyRequest request) {
    boolean tls = request.isForTunnel();
    String host = request.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean ordinary = request.port() == (tls ? 443 : 80);
    return switch (host) {
      case "localhost" -> request.port();
      case "api.test", "xn--bcher-kva.test" -> (ordinary ? api : foreign).over(tls).port();
      default -> foreign.over(tls).port();
    };
  }

  /** What reached these servers since the last call of this method. */
  List<Hop> takeHops() {
    return hops.take();
  }

  /** The text with each port replaced by a word, so that it can be compared with another set's. */
  String withoutPorts(String text) {
    String result = text;
    for (int i = 0; i < all.size(); i++) {
      // Not in a digest, which may have the same digits.
      String port = "(?<![0-9a-f])" + all.get(i).port() + "(?![0-9a-f])";
      result = result.replaceAll(port, "<port-" + i + ">");
    }
    return result;
  }

  @Override
  public void close() {
    all.forEach(ApiServer::close);
  }
}
