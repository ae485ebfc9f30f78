package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.RegistrationBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a look-up gives: a place with all that is to be known of it, and no garbage. */
final class PlacesTest {

  private static final ThreadMXBean ALLOCATION = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "api.example.com, https, API.example.com., -1, https://api.example.com, 443",
    "api.example.com:8443, WSS, api.example.com, 8443, https://api.example.com:8443, 8443",
    "http://localhost:*, http, localhost, 8080, http://localhost:8080, 8080",
    "http://[::1]:*, ws, ::1, -1, http://[0:0:0:0:0:0:0:1], 80",
    "*.example.com, https, A.b.example.com, 443, https://a.b.example.com, 443",
  })
  void aPlaceHasNormalParts(
      String target, String scheme, String host, int port, String shown, int actualPort) {
    Targets targets = targets(target);

    Place place = Objects.requireNonNull(targets.place(scheme, host, port, "/a", null));
    Place again = Objects.requireNonNull(targets.place(scheme, host, port, "/b", null));

    assertThat(place.verdict()).isEqualTo(Verdict.AUTHORIZED);
    assertThat(Objects.requireNonNull(place.owner()).id()).isEqualTo("a");
    assertThat(place).hasToString(shown).isSameAs(again);
    assertThat(place.port()).isEqualTo(actualPort);
  }

  @Test
  void placesThatDifferInAnythingAreNotEqual() {
    Targets targets = targets("*.example.com http://*.example.com *.example.com:8443");

    assertThat(
            List.of(
                place(targets, "https", "x.example.com", 443, "/"),
                place(targets, "http", "x.example.com", 80, "/"),
                place(targets, "https", "x.example.com", 8443, "/"),
                place(targets, "https", "y.example.com", 443, "/"),
                place(targets, "https", "x.example.com", 8444, "/")))
        .doesNotHaveDuplicates();
    assertThat(place(targets("*.example.com"), "https", "x.example.com", 443, "/"))
        .isNotEqualTo(place(targets, "https", "x.example.com", 443, "/"));
  }

  @Test
  void whatIsKeptIsBoundedAndWhatIsNotKeptIsAsRight() {
    Targets targets = targets("*.example.com");

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        Place place = place(targets, "https", "h" + i + ".example.com", 443, "/");
        assertThat(place).hasToString("https://h" + i + ".example.com");
      }
    }
  }

  @Test
  void aNearMissKeepsOnePathForAnExampleUnlessThatIsLong() {
    Targets targets = targets("h.example/v1");
    String longPath = "/v2/" + "x".repeat(3000);

    assertThat(place(targets, "https", "h.example", 443, longPath).path()).isEqualTo(longPath);
    assertThat(place(targets, "https", "h.example", 443, "/a").path()).isEqualTo("/a");
    assertThat(place(targets, "https", "h.example", 443, "/b").path()).isEqualTo("/a");
    assertThat(place(targets, "https", "h.example", 443, "/v1").path()).isNull();
    assertThat(targets.nearMiss(place(targets, "https", "h.example", 443, "/v1"))).isNull();
  }

  @Test
  void noHopAmongAThousandTargetsCostsAnAllocation() {
    String thousand =
        String.join(
            " ",
            IntStream.range(0, 250)
                .mapToObj(
                    i ->
                        "api.example.com/tenants/t%1$d h%1$d.example.com *.w%1$d.example.org"
                                .formatted(i)
                            + " http://api.example.com:%d".formatted(9000 + i))
                .toList());
    Targets targets =
        targets(
            thousand + " http://localhost:* -api.example.com/tenants/t7/in -*.w7.example.org/x");
    String foreign = new String("www.example.net");
    assertThat(lookUp(targets, foreign, 20_000)).isTrue();

    long before = ALLOCATION.getCurrentThreadAllocatedBytes();
    lookUp(targets, foreign, 20_000);
    long allocated = ALLOCATION.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(20_000);
  }

  private static boolean lookUp(Targets targets, String foreign, int times) {
    boolean asExpected = true;
    for (int i = 0; i < times; i++) {
      asExpected &=
          targets.place("https", foreign, 443, "/v1/x", "a=b") == null
              && is(targets, "https", "api.example.com", 443, "/tenants/t249/x", Verdict.AUTHORIZED)
              && is(targets, "https", "api.example.com", -1, "/tenants/t7", Verdict.AUTHORIZED)
              && is(targets, "https", "api.example.com", 443, "/tenants/t7/in", Verdict.EXCLUDED)
              && is(targets, "https", "api.example.com", 443, "/tenants/t250", Verdict.NEAR_MISS)
              && is(targets, "http", "api.example.com", 9249, "/", Verdict.AUTHORIZED)
              && is(targets, "https", "a.w9.example.org", 443, "/", Verdict.AUTHORIZED)
              && is(targets, "https", "a.w7.example.org", 443, "/x/y", Verdict.EXCLUDED)
              && is(targets, "https", "w9.example.org", 443, "/", Verdict.NEAR_MISS)
              && is(targets, "http", "localhost", 8000 + i % 30, "/", Verdict.AUTHORIZED)
              && is(targets, "ftp", "localhost", 21, "/", Verdict.UNKNOWN_SCHEME);
    }
    return asExpected;
  }

  private static boolean is(
      Targets targets, String scheme, String host, int port, String path, Verdict verdict) {
    Place place = targets.place(scheme, host, port, path, null);
    return place != null && place.verdict() == verdict;
  }

  private static Place place(Targets targets, String scheme, String host, int port, String path) {
    return Objects.requireNonNull(targets.place(scheme, host, port, path, null));
  }

  private static Targets targets(String targets) {
    List<String> words = List.of(targets.split(" ", -1));
    return Targets.of(
        List.of(
            RegistrationBuilder.of("a")
                .hosts(parse(words.stream().filter(word -> !word.startsWith("-")).toList()))
                .exclude(
                    parse(
                        words.stream()
                            .filter(word -> word.startsWith("-"))
                            .map(word -> word.substring(1))
                            .toList()))
                .tokenUri(URI.create("https://auth.invalid/token"))
                .clientId("client")
                .build()));
  }

  private static List<Target> parse(List<String> targets) {
    return targets.stream().map(Target::parse).toList();
  }
}
