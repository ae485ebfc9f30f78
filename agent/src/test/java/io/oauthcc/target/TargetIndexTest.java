package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However targets are indexed, what they decide is what a comparison one by one decides. */
final class TargetIndexTest {

  // Few words, so that hosts, wildcards and prefixes include each other all the time.
  private static final String[] LABELS = {"a", "b", "api", "x-1"};
  private static final String[] DOMAINS = {"example.com", "example.org", "e.example.com"};
  private static final String[] ADDRESSES = {"localhost", "127.0.0.1", "[::1]", "192.0.2.1"};
  private static final String[] PORTS = {"", "", "", ":443", ":80", ":8443", ":*"};
  private static final String[] SEGMENTS = {"a", "b", "ab", "Aa", "BB", "v1", "", "a.b"};
  private static final String[] ODD = {"..", ".", "%61", "b;c", "%2f", "a%", "é", "%2e%2e"};

  @Test
  void anIndexDecidesAsAComparisonOneByOne() {
    Random random = new Random(20261128);
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    for (int set = 0; set < 4_000; set++) {
      List<Registration> registrations = registrations(random);
      if (!Targets.clashes(registrations).isEmpty()) {
        continue;
      }
      Targets targets = Targets.of(registrations);
      LinearTargets linear = new LinearTargets(registrations);
      if (random.nextInt(3) == 0) {
        List<URI> endpoints = List.of(URI.create(endpoint(random)), URI.create(endpoint(random)));
        targets = targets.excluding(registrations.get(0), endpoints);
        linear.exclude(registrations.get(0), endpoints);
      }
      for (int i = 0; i < 50; i++) {
        seen.merge(compare(registrations, targets, linear, random), 1, Integer::sum);
      }
    }
    assertThat(seen).hasSize(Verdict.values().length - 1).doesNotContainKey(Verdict.KEPT);
    assertThat(seen.values()).allMatch(count -> count > 500);
  }

  private static Verdict compare(
      List<Registration> registrations, Targets targets, LinearTargets linear, Random random) {
    Target near = anyTarget(registrations, random);
    boolean isNear = random.nextBoolean();
    String scheme = any(random, near.scheme(), near.scheme(), "https", "http", "wss", "ws", "ftp");
    String host =
        isNear
            ? near.isWildcard() ? any(random, LABELS) + near.host() : near.host()
            : hopHost(random);
    int[] ports = {near.port(), near.port(), -1, 443, 80, 8443, 1, 0, -2, 65536};
    int port = ports[random.nextInt(ports.length)];
    String path = isNear ? near.prefix() + any(random, "", "/", path(random)) : hopPath(random);
    String query = random.nextInt(20) == 0 ? "access_token=x" : null;
    String hop = scheme + " " + host + " " + port + " " + path + " " + query;

    Place place = targets.place(scheme, host, port, path, query);

    assertThat(place == null ? null : place.owner())
        .as("owner of %s among %s", hop, shown(registrations))
        .isSameAs(linear.owner(scheme, host, port, path, query));
    assertThat(place == null ? Verdict.FOREIGN : place.verdict())
        .as("verdict on %s among %s", hop, shown(registrations))
        .isEqualTo(linear.verdict(scheme, host, port, path, query));
    if (place == null) {
      return Verdict.FOREIGN;
    }
    if (place.owner() != null) {
      assertThat(place.host()).isEqualTo(HostName.normalize(host));
      assertThat(place.scheme()).isEqualTo(scheme.replace("ws", "http"));
      assertThat(place.port()).isEqualTo(port == -1 ? Target.defaultPort(place.scheme()) : port);
    }
    return place.verdict();
  }

  private static Target anyTarget(List<Registration> registrations, Random random) {
    Registration registration = registrations.get(random.nextInt(registrations.size()));
    List<Target> targets = new ArrayList<>(registration.hosts());
    targets.addAll(registration.exclude());
    URI uri = registration.tokenUri() == null ? registration.issuerUri() : registration.tokenUri();
    targets.add(Objects.requireNonNull(Target.ofEndpoint(Objects.requireNonNull(uri))));
    return targets.get(random.nextInt(targets.size()));
  }

  private static List<Registration> registrations(Random random) {
    List<Registration> registrations = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      RegistrationBuilder builder =
          RegistrationBuilder.of("r" + i)
              .hosts(targets(random, 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 5)))
              .exclude(targets(random, random.nextInt(3)))
              .clientId("client");
      builder =
          random.nextInt(4) == 0
              ? builder.issuerUri(URI.create(endpoint(random)))
              : builder.tokenUri(URI.create(endpoint(random)));
      registrations.add(builder.build());
    }
    return registrations;
  }

  private static List<Target> targets(Random random, int count) {
    List<Target> targets = new ArrayList<>();
    while (targets.size() < count) {
      String path = path(random);
      String scheme = any(random, path.startsWith("//") ? "https://" : "", "https://", "http://");
      boolean wildcard = random.nextInt(3) == 0;
      String host = wildcard ? "*." + any(random, DOMAINS) : host(random);
      String port = any(random, PORTS);
      port = wildcard && port.equals(":*") ? "" : port;
      targets.add(Target.parse(scheme + host + port + path));
    }
    return targets;
  }

  private static String endpoint(Random random) {
    String path = random.nextInt(9) == 0 ? "/a/../;b" : path(random);
    return any(random, "https://", "http://")
        + host(random)
        + any(random, "", ":8443")
        + path
        + any(random, "", "/");
  }

  private static String host(Random random) {
    if (random.nextInt(5) == 0) {
      return any(random, ADDRESSES);
    }
    StringBuilder host = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      host.append(any(random, LABELS)).append('.');
    }
    return host.append(any(random, DOMAINS)).toString();
  }

  private static String hopHost(Random random) {
    String host = host(random);
    return switch (random.nextInt(20)) {
      case 0 -> host.toUpperCase(java.util.Locale.ROOT);
      case 1 -> host + ".";
      case 2 -> "." + host;
      case 3 -> "a/" + host;
      case 4 -> "evil" + host;
      case 5 -> host + ".evil.net";
      case 6 -> "a.." + host;
      default -> host;
    };
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      path.append('/').append(any(random, SEGMENTS));
    }
    return path.toString();
  }

  private static @Nullable String hopPath(Random random) {
    String path = path(random) + path(random);
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> path + "/" + any(random, ODD);
      case 2 -> "/" + any(random, ODD) + path;
      case 3 -> path + "/";
      case 4 -> "*";
      default -> path;
    };
  }

  private static String any(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String shown(List<Registration> registrations) {
    StringBuilder shown = new StringBuilder();
    for (Registration each : registrations) {
      shown
          .append("\n  hosts ")
          .append(each.hosts())
          .append(" exclude ")
          .append(each.exclude())
          .append(" provider ")
          .append(each.tokenUri())
          .append(' ')
          .append(each.issuerUri());
    }
    return shown.toString();
  }
}
