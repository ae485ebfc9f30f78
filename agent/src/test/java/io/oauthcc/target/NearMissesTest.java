package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearMissesTest {

  private static final ThreadMXBean ALLOCATION = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Pattern TO_WRITE = Pattern.compile(" add (\\S+) to ");

  /** The columns: hosts ({@code -x} excludes x), the hop, the verdict, and words of the message. */
  @ParameterizedTest(name = "[{index}] {0} | {1}://{2}:{3}{4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1:28100       | http  | 127.0.0.1       | 28100 | /a    | NEAR_MISS | is for https, not http; if these are to get one, add http://127.0.0.1:28100 to oauthcc.hosts
          api.example.com       | http  | api.example.com | -1    | /     | NEAR_MISS | add http://api.example.com to oauthcc.hosts and set oauthcc.allow-insecure-http=targets; the token would then travel in clear text
          api.example.com       | http  | api.example.com | 8080  | /     | NEAR_MISS | is for https, not http and is for port 443, not 8080; if these are to get one, add http://api.example.com:8080
          api.example.com       | https | api.example.com | 8443  | /     | NEAR_MISS | is for port 443, not 8443; if these are to get one, add https://api.example.com:8443 to oauthcc.hosts
          http://localhost:8080 | http  | 127.0.0.1       | 8080  | /x    | NEAR_MISS | is for localhost, not 127.0.0.1; if these are to get one, add http://127.0.0.1:8080 to
          http://127.0.0.1:8080 | http  | LOCALHOST       | 8080  | /x    | NEAR_MISS | add http://localhost:8080 to
          http://localhost:*/a  | http  | ::1             | 8080  | /a/b  | NEAR_MISS | is for localhost, not [::1]; if these are to get one, add http://[::1]:8080/a to
          http://localhost      | http  | 127.0.0.2       | -1    | /     | FOREIGN   |
          *.example.com         | https | example.com     | -1    | /     | NEAR_MISS | is for what is below example.com, not example.com itself; if these are to get one, add https://example.com to
          *.example.com/api     | https | a.example.com   | 8443  | /api/x | NEAR_MISS | add https://a.example.com:8443/api to
          example.com           | https | www.example.com | -1    | /     | FOREIGN   |
          h.example/api/v1      | https | h.example       | -1    | /api/v2/x | NEAR_MISS | is for paths below /api/v1; if these are to get one, add https://h.example/api/v2 to
          h.example/api         | https | h.example       | -1    | /apis     | NEAR_MISS | add https://h.example/apis to
          h.example/api         | https | h.example       | -1    | ''        | NEAR_MISS | https://h.example/ get no access token
          h.example/api         | https | h.example       | -1    | /a*b,c/x  | NEAR_MISS | add https://h.example/a%2ab%2cc to
          h.example/api         | https | h.example       | -1    | //api/x   | NEAR_MISS | add https://h.example//api to
          h.example/api         | wss   | h.example       | -1    | /chat     | NEAR_MISS | add https://h.example/chat to
          h.example/api         | https | h.example       | -1    | /api;s=hunter2/x | AMBIGUOUS_PATH | below its prefix; have the application send a plain one, or add https://h.example to
          h.example -h.example/in | https | h.example     | -1    | /api;s=hunter2/x | AMBIGUOUS_PATH | where a path of its host is excluded; have the application send a plain one
          h.example             | http  | h.example       | -1    | /api;s=hunter2/x | NEAR_MISS | is for https, not http; if these are to get one, add http://h.example to
          h.example -h.example/in | https | h.example     | -1    | /in/x     | EXCLUDED  |
          h.example/a -h.example/in | https | h.example   | -1    | /in/x     | EXCLUDED  |
          h.example             | https | auth.example.org | -1   | /token    | FOREIGN   |
          *.example.org         | https | auth.example.org | -1   | /token/   | PROVIDER  |
          auth.example.org/api  | https | auth.example.org | -1   | /token    | PROVIDER  |
          h.example             | ftp   | h.example       | -1    | /         | UNKNOWN_SCHEME |
          h.example             | https | u:hunter2@h.example | -1 | /        | FOREIGN   |
          a.example:8080 http://a.example/v1 | https | a.example | 8080 | /v1 | AUTHORIZED |
          a.example:8080 http://a.example:9090/v1 | http | a.example | 9090 | /v2 | NEAR_MISS | http://a.example:9090/v1 (registration default) is for paths below /v1
          """)
  void saysWhyAndWhatToWrite(
      String hosts,
      String scheme,
      String host,
      int port,
      String path,
      Verdict verdict,
      String said) {
    Targets targets = Targets.of(List.of(registration(hosts)));

    Place place = targets.place(scheme, host, port, path, null);

    assertThat(verdict(place)).isEqualTo(verdict);
    if (said == null) {
      return;
    }
    NearMiss miss = Objects.requireNonNull(targets.nearMiss(Objects.requireNonNull(place)));
    assertThat(miss.message()).contains(said).doesNotContain("hunter2");
    Matcher toWrite = TO_WRITE.matcher(miss.message());
    if (toWrite.find()) {
      Targets right = Targets.of(List.of(registration(toWrite.group(1))));
      assertThat(verdict(right.place(scheme, host, port, path, null)))
          .isEqualTo(Verdict.AUTHORIZED);
    }
  }

  @Test
  void aHopWithItsOwnTokenInTheUrlIsOneOnlyWhereItWouldMatch() {
    Targets targets = Targets.of(List.of(registration("h.example/a -h.example/a/b")));

    assertThat(verdict(targets.place("https", "h.example", -1, "/a", "access_token=x")))
        .isEqualTo(Verdict.OWN_TOKEN);
    assertThat(verdict(targets.place("https", "h.example", -1, "/a/b", "access_token=x")))
        .isEqualTo(Verdict.EXCLUDED);
    assertThat(verdict(targets.place("https", "h.example", -1, "/c", "access_token=x")))
        .isEqualTo(Verdict.NEAR_MISS);
    assertThat(verdict(targets.place(null, "h.example", -1, "/a", null)))
        .isEqualTo(Verdict.UNKNOWN_SCHEME);
    assertThat(verdict(targets.place(null, null, -1, null, null))).isEqualTo(Verdict.FOREIGN);
  }

  @Test
  void theProvidersOwnEndpointIsNoneUnderTheHostsOtherNameEither() {
    Registration registration =
        RegistrationBuilder.of("default")
            .hosts(List.of(Target.parse("http://localhost:8080")))
            .tokenUri(URI.create("http://localhost:9000/token"))
            .clientId("client")
            .build();
    Targets targets = Targets.of(List.of(registration));

    assertThat(verdict(targets.place("http", "127.0.0.1", 9000, "/token", null)))
        .isEqualTo(Verdict.PROVIDER);
    assertThat(verdict(targets.place("http", "127.0.0.1", 9000, "/t", null)))
        .isEqualTo(Verdict.NEAR_MISS);
  }

  @Test
  void aNamedRegistrationsOwnKeyIsSaid() {
    Registration registration =
        RegistrationBuilder.of("adhese")
            .hosts(List.of(Target.parse("api.example.com")))
            .tokenUri(URI.create("https://auth.example.org/token"))
            .clientId("client")
            .build();
    Targets targets = Targets.of(List.of(registration));
    Place place = targets.place("https", "api.example.com", 8443, "/", null);
    NearMiss miss = targets.nearMiss(Objects.requireNonNull(place));

    assertThat(Objects.requireNonNull(miss, "a near miss").message())
        .isEqualTo(
            "requests like https://api.example.com:8443/ get no access token: the target"
                + " api.example.com (registration adhese) is for port 443, not 8443; if these are to"
                + " get one, add https://api.example.com:8443 to oauthcc.registration.adhese.hosts");
  }

  @Test
  void askingCostsNoAllocation() {
    Targets targets = Targets.of(List.of(registration("h.example/v1 *.example.org")));
    String foreign = new String("www.example.net");
    for (int i = 0; i < 20_000; i++) {
      askSome(targets, foreign);
    }

    long before = ALLOCATION.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20_000; i++) {
      askSome(targets, foreign);
    }
    long allocated = ALLOCATION.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(20_000);
  }

  private static void askSome(Targets targets, String foreign) {
    targets.place("https", foreign, 443, "/v1/x", "a=b");
    targets.place("http", "h.example", -1, "/v1/x", "a=b");
    targets.place("https", "example.org", 443, "/v1/x", null);
  }

  private static Verdict verdict(@Nullable Place place) {
    return place == null ? Verdict.FOREIGN : place.verdict();
  }

  private static Registration registration(String targets) {
    List<Target> hosts = new ArrayList<>();
    List<Target> exclude = new ArrayList<>();
    for (String target : targets.split(" ", -1)) {
      if (target.startsWith("-")) {
        exclude.add(Target.parse(target.substring(1)));
      } else {
        hosts.add(Target.parse(target));
      }
    }
    return RegistrationBuilder.of("default")
        .hosts(hosts)
        .exclude(exclude)
        .tokenUri(URI.create("https://auth.example.org/token"))
        .clientId("client")
        .build();
  }
}
