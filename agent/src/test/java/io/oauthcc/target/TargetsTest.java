package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DESIGN §3, row by row: configured targets, a hop, and who acts on it. */
final class TargetsTest {

  private static final ThreadMXBean ALLOCATION = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * The columns: hosts of registration {@code a} (space-separated; {@code -x} excludes x), the
   * hop's scheme, host, port and path, and whether {@code a} acts on it.
   */
  @ParameterizedTest(name = "[{index}] {0} | {1}://{2}:{3}{4} -> {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # exact hosts, case, the final dot
          api.example.com             | https | api.example.com              | -1   | /           | yes
          api.example.com             | https | api.example.com              | 443  | /v1/x       | yes
          api.example.com             | https | API.Example.COM              | -1   | /           | yes
          API.EXAMPLE.COM             | HTTPS | api.example.com              | -1   | /           | yes
          api.example.com             | https | api.example.com.             | -1   | /           | yes
          api.example.com.            | https | api.example.com              | -1   | /           | yes
          api.example.com             | https | api.example.com..            | -1   | /           | no
          api.example.com             | https | .api.example.com             | -1   | /           | no
          api.example.com             | https | example.com                  | -1   | /           | no
          api.example.com             | https | www.api.example.com          | -1   | /           | no
          intranet                    | https | intranet                     | -1   | /           | yes
          api_v1.example.com          | https | api_v1.example.com           | -1   | /           | yes
          3scale                      | https | 3scale                       | -1   | /           | yes
          a.4d                      | https | a.4d                       | -1   | /           | yes
          # suffix tricks
          example.com                 | https | evilexample.com              | -1   | /           | no
          example.com                 | https | example.com.evil.org         | -1   | /           | no
          example.com                 | https | example.comevil.org          | -1   | /           | no
          *.example.com               | https | evilexample.com              | -1   | /           | no
          *.example.com               | https | a.example.com.evil.org       | -1   | /           | no
          *.example.com               | https | a.evilexample.com            | -1   | /           | no
          # wildcards
          *.example.com               | https | a.example.com                | -1   | /           | yes
          *.example.com               | https | a.b.c.example.com            | -1   | /           | yes
          *.example.com               | https | A.EXAMPLE.com.               | -1   | /           | yes
          *.example.com               | https | example.com                  | -1   | /           | no
          *.example.com               | https | .example.com                 | -1   | /           | no
          *.example.com               | https | a..example.com               | -1   | /           | no
          *.Example.com/api           | https | a.example.com                | -1   | /api/x      | yes
          *.example.com/api           | https | a.example.com                | -1   | /x          | no
          *.1.example.com             | https | 127.0.0.1.example.com        | -1   | /           | yes
          *.example.com               | https | 127.0.0.1                    | -1   | /           | no
          # what is no host name
          *.example.com               | https | evil.org/.example.com        | -1   | /           | no
          *.example.com               | https | evil.org%2f.example.com      | -1   | /           | no
          *.example.com               | https | evil.org\\.example.com       | -1   | /           | no
          *.example.com               | https | user@a.example.com           | -1   | /           | no
          api.example.com             | https | user:pw@api.example.com      | -1   | /           | no
          api.example.com             | https | api.example.com@evil.org     | -1   | /           | no
          api.example.com             | https | api.example.com:443          | -1   | /           | no
          api.example.com             | https | api.example.com%2eevil.org   | -1   | /           | no
          api.example.com             | https | 'api.example.com '           | -1   | /           | no
          api.example.com             | https | 'api.example.com\t'          | -1   | /           | no
          # scheme and port
          api.example.com             | http  | api.example.com              | -1   | /           | no
          api.example.com             | http  | api.example.com              | 443  | /           | no
          api.example.com             | https | api.example.com              | 8443 | /           | no
          api.example.com             | https | api.example.com              | 0    | /           | no
          api.example.com             | https | api.example.com              | -2   | /           | no
          api.example.com             | https | api.example.com              | 70000| /           | no
          api.example.com             | wss   | api.example.com              | -1   | /chat       | yes
          api.example.com             | ws    | api.example.com              | -1   | /chat       | no
          api.example.com             | ftp   | api.example.com              | -1   | /           | no
          api.example.com             | httpſ | api.example.com              | -1   | /           | no
          api.example.com:8443        | https | api.example.com              | 8443 | /           | yes
          api.example.com:8443        | https | api.example.com              | -1   | /           | no
          https://api.example.com:443 | https | api.example.com              | -1   | /           | yes
          http://api.example.com      | http  | api.example.com              | -1   | /           | yes
          http://api.example.com      | http  | api.example.com              | 80   | /           | yes
          http://api.example.com      | https | api.example.com              | -1   | /           | no
          http://localhost:8080       | http  | localhost                    | 8080 | /           | yes
          # any port of a host
          http://localhost:*          | http  | localhost                    | -1   | /           | yes
          http://localhost:*          | http  | localhost                    | 80   | /           | yes
          http://localhost:*          | http  | LOCALHOST.                   | 65535| /x          | yes
          http://localhost:*          | ws    | localhost                    | 1    | /           | yes
          http://localhost:*          | https | localhost                    | 443  | /           | no
          http://localhost:*          | http  | 127.0.0.1                    | 8080 | /           | no
          http://localhost:*          | http  | localhost                    | 0    | /           | no
          http://localhost:*          | http  | localhost                    | -2   | /           | no
          http://localhost:*          | http  | localhost                    | 65536| /           | no
          api.example.com:*/v1        | https | api.example.com              | 8443 | /v1/x       | yes
          api.example.com:*/v1        | https | api.example.com              | -1   | /v1         | yes
          api.example.com:*/v1        | https | api.example.com              | 8443 | /v2         | no
          api.example.com:*/v1        | http  | api.example.com              | 8443 | /v1         | no
          [::1]:*                     | https | 0:0:0:0:0:0:0:1              | 9443 | /           | yes
          api.example.com -api.example.com:*/in      | https | api.example.com | -1   | /in/x    | no
          api.example.com:* -api.example.com:8443    | https | api.example.com | 8443 | /        | no
          api.example.com:* -api.example.com:8443    | https | api.example.com | 8444 | /        | yes
          api.example.com:* -api.example.com:8443/in | https | api.example.com | 8443 | /;/in    | no
          api.example.com:* -api.example.com:8443/in | https | api.example.com | 8444 | /;/in    | yes
          api.example.com:* -api.example.com:*/in    | https | api.example.com | 8444 | /;/in    | no
          # however a character of a path is written
          api.example.com -api.example.com/a(b)%2A%2A  | https | api.example.com | -1   | /a%28b%29%2a*/x | no
          api.example.com -api.example.com/caf%C3%A9 | https | api.example.com | -1   | /café      | no
          api.example.com/caf%c3%a9   | https | api.example.com              | -1   | /café/x     | yes
          api.example.com/a%7Bb%7D    | https | api.example.com              | -1   | /a{b}/x     | yes
          api.example.com/a%2Cb%40    | https | api.example.com              | -1   | /a,b@       | yes
          api.example.com/a           | https | api.example.com              | -1   | /a%3Fb      | no
          # path prefixes are whole segments
          api.example.com/api         | https | api.example.com              | -1   | /api        | yes
          api.example.com/api         | https | api.example.com              | -1   | /api/       | yes
          api.example.com/api         | https | api.example.com              | -1   | /api/v1     | yes
          api.example.com/api         | https | api.example.com              | -1   | /apis       | no
          api.example.com/api         | https | api.example.com              | -1   | /api.json   | no
          api.example.com/api         | https | api.example.com              | -1   | /API        | no
          api.example.com/api         | https | api.example.com              | -1   | /           | no
          api.example.com/api         | https | api.example.com              | -1   | ''          | no
          api.example.com             | https | api.example.com              | -1   | ''          | yes
          api.example.com             | https | api.example.com              | -1   | *           | yes
          api.example.com/api         | https | api.example.com              | -1   | *           | no
          api.example.com/api/        | https | api.example.com              | -1   | /api        | yes
          api.example.com/api/        | https | api.example.com              | -1   | /api/v1     | yes
          api.example.com/api/        | https | api.example.com              | -1   | /apis       | no
          api.example.com/            | https | api.example.com              | -1   | /anything   | yes
          # dot segments and escapes
          api.example.com/api         | https | api.example.com              | -1   | /x/../api/v1        | yes
          api.example.com/api         | https | api.example.com              | -1   | /./api/./v1         | yes
          api.example.com/api         | https | api.example.com              | -1   | /api/../admin       | no
          api.example.com/api         | https | api.example.com              | -1   | /api/%2e%2e/admin   | no
          api.example.com/api         | https | api.example.com              | -1   | /api/.%2E/admin     | no
          api.example.com/api         | https | api.example.com              | -1   | /api/..             | no
          api.example.com/api         | https | api.example.com              | -1   | /../api             | no
          api.example.com/api         | https | api.example.com              | -1   | /api/..;/admin      | no
          api.example.com/api         | https | api.example.com              | -1   | /api;v=1/x          | no
          api.example.com/api         | https | api.example.com              | -1   | /api/..%2fadmin     | no
          api.example.com/api         | https | api.example.com              | -1   | /api/..%5Cadmin     | no
          api.example.com/api         | https | api.example.com              | -1   | /api/x%2Fy          | no
          api.example.com/api         | https | api.example.com              | -1   | /api/x%5cy          | no
          api.example.com/api         | https | api.example.com              | -1   | /api/%252e%252E/x   | no
          api.example.com/api         | https | api.example.com              | -1   | /api/%252Fx         | no
          api.example.com/api         | https | api.example.com              | -1   | /api/x\\y           | no
          api.example.com/api         | https | api.example.com              | -1   | /api/a..b           | no
          api.example.com/api         | https | api.example.com              | -1   | /api/%             | no
          api.example.com/api         | https | api.example.com              | -1   | /api/%zz           | no
          api.example.com/api         | https | api.example.com              | -1   | /api/x?y            | no
          api.example.com/api         | https | api.example.com              | -1   | /%61pi/v1           | yes
          api.example.com/%61pi       | https | api.example.com              | -1   | /api/v1             | yes
          api.example.com/a%c3%a9     | https | api.example.com              | -1   | /a%C3%A9/x          | yes
          api.example.com/api         | https | api.example.com              | -1   | /api/a%20b%25       | yes
          api.example.com/api         | https | api.example.com              | -1   | //api               | no
          api.example.com/api         | https | api.example.com              | -1   | /api//x             | yes
          api.example.com/a//b        | https | api.example.com              | -1   | /a/b                | no
          api.example.com/a//b        | https | api.example.com              | -1   | /a//b/c             | yes
          api.example.com             | https | api.example.com              | -1   | /a/..;/b            | yes
          # IP literals only exact
          127.0.0.1                   | https | 127.0.0.1                    | -1   | /           | yes
          127.0.0.1                   | https | 127.0.0.1.                   | -1   | /           | yes
          127.0.0.1                   | https | 127.1                        | -1   | /           | no
          127.0.0.1                   | https | 0177.0.0.1                   | -1   | /           | no
          127.0.0.1                   | https | 2130706433                   | -1   | /           | no
          127.0.0.1                   | https | 0x7f.0.0.1                   | -1   | /           | no
          127.0.0.1                   | https | 127.0.0.2                    | -1   | /           | no
          127.0.0.1                   | https | １27.0.0.1                   | -1   | /           | no
          127.0.0.1                   | https | ::ffff:127.0.0.1             | -1   | /           | no
          [::1]                       | https | [::1]                        | -1   | /           | yes
          [::1]                       | https | ::1                          | -1   | /           | yes
          [::1]                       | https | [0:0:0:0:0:0:0:1]            | -1   | /           | yes
          [0:0:0:0:0:0:0:1]:8443      | https | 0000::0001                   | 8443 | /           | yes
          [2001:DB8::a]               | https | [2001:db8:0:0::A]            | -1   | /           | yes
          [::ffff:192.0.2.1]          | https | [::ffff:c000:201]            | -1   | /           | yes
          [::1]                       | https | [::2]                        | -1   | /           | no
          [::1]                       | https | [::1%lo]                     | -1   | /           | no
          [::1]                       | https | [::1                         | -1   | /           | no
          [::1]                       | https | ::1::                        | -1   | /           | no
          [::1]                       | https | 1:2:3:4:5:6:7:8:9            | -1   | /           | no
          # internationalised names
          bücher.example              | https | bücher.example               | -1   | /           | yes
          bücher.example              | https | xn--bcher-kva.example        | -1   | /           | yes
          xn--bcher-kva.example       | https | BÜCHER.example.              | -1   | /           | yes
          *.bücher.example            | https | a.xn--bcher-kva.example      | -1   | /           | yes
          strasse.example             | https | straße.example               | -1   | /           | no
          strasse.example             | https | xn--strae-oqa.example        | -1   | /           | no
          api.example.com             | https | ａpi.example.com              | -1   | /           | yes
          api.example.com             | https | api.example.com。             | -1   | /           | yes
          api.example.com             | https | api.example.com。evil.org     | -1   | /           | no
          example.com                 | https | evil.org。example.com         | -1   | /           | no
          *.example.com               | https | evil.org／.example.com        | -1   | /           | no
          api.example.com             | https | аpi.example.com              | -1   | /           | no
          # exclusions
          *.example.com -www.example.com       | https | www.example.com     | -1   | /           | no
          *.example.com -www.example.com       | https | api.example.com     | -1   | /           | yes
          api.example.com -*.example.com       | https | api.example.com     | -1   | /           | no
          api.example.com -api.example.com/in  | https | api.example.com     | -1   | /in/x       | no
          api.example.com -api.example.com/in  | https | api.example.com     | -1   | /inside     | yes
          api.example.com -api.example.com/in/ | https | api.example.com     | -1   | /in         | no
          api.example.com -api.example.com/in  | https | api.example.com     | -1   | /x/../%69n  | no
          api.example.com -api.example.com/in  | https | api.example.com     | -1   | /x;/in      | no
          api.example.com -api.example.com/in  | https | api.example.com     | -1   | /x/..%2Fin  | no
          api.example.com/a -api.example.com   | https | api.example.com     | -1   | /a          | no
          api.example.com -http://api.example.com | https | api.example.com  | -1   | /           | yes
          api.example.com -api.example.com:8443/x | https | api.example.com  | -1   | /x          | yes
          """)
  void decidesFromSchemeHostPortAndPath(
      String hosts, String scheme, String host, int port, String path, String expected) {
    Targets targets = Targets.of(List.of(registration("a", hosts)));

    Place place =
        targets.place(
            scheme,
            host.replace("\\\\", "\\").replace("\\t", "\t"),
            port,
            path.replace("\\\\", "\\"),
            null);

    assertThat(ownerOf(place) != null).isEqualTo(expected.equals("yes"));
  }

  /** The columns: what registrations a and b serve, the hop's URL, and who acts on it. */
  @ParameterizedTest(name = "[{index}] a: {0} | b: {1} | {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.example.com           | api.example.com           | https://api.example.com/      | b
          *.example.com           | api.example.com           | https://www.example.com/      | a
          *.example.com           | *.eu.example.com          | https://x.eu.example.com/     | b
          *.example.com/very/long | *.eu.example.com          | https://x.eu.example.com/very/long | b
          api.example.com/v1      | api.example.com           | https://api.example.com/v1/x  | a
          api.example.com/v1      | api.example.com           | https://api.example.com/v2/x  | b
          api.example.com/v1      | api.example.com/v1/admin  | https://api.example.com/v1/admin | b
          api.example.com/v1      | *.example.com/v1/admin    | https://api.example.com/v1/admin | a
          api.example.com/v1      | *.example.com             | https://api.example.com/v2    | b
          api.example.com:8443    | api.example.com           | https://api.example.com:8443/ | a
          # a port before any port, whatever the prefixes; any port of a host before a wildcard
          api.example.com:8443    | api.example.com:*         | https://api.example.com:8443/ | a
          api.example.com:8443    | api.example.com:*         | https://api.example.com:8444/ | b
          api.example.com         | api.example.com:*         | https://api.example.com/      | a
          api.example.com:8443    | api.example.com:*/v1      | https://api.example.com:8443/v1 | a
          api.example.com:8443/v1 | api.example.com:*         | https://api.example.com:8443/v2 | b
          api.example.com:*/v1    | api.example.com:*         | https://api.example.com:8443/v1 | a
          api.example.com:*       | *.example.com:8443/v1     | https://api.example.com:8443/v1 | a
          http://localhost:*      | localhost:*               | http://localhost:8080/        | a
          http://api.example.com  | api.example.com           | https://api.example.com/      | b
          # an exclusion binds its own registration always
          *.example.com -x.example.com | x.example.com        | https://x.example.com/        | b
          *.example.com -x.example.com | *.org.example.com    | https://x.example.com/        | none
          x.example.com -x.example.com/in | *.example.com     | https://x.example.com/in      | none
          # and another's where it is the more specific of the two
          a.example.org -x.example.com/in | *.example.com     | https://x.example.com/in      | none
          a.example.org -*.example.com    | x.example.com     | https://x.example.com/in      | b
          a.example.org -x.example.com    | x.example.com/in  | https://x.example.com/in      | b
          a.example.org -*.example.com/in | x.example.com     | https://x.example.com/;/in    | none
          a.example.org -x.example.com:*  | x.example.com     | https://x.example.com/        | b
          a.example.org -x.example.com:8443 | x.example.com:* | https://x.example.com:8443/   | none
          """)
  void theMostSpecificTargetWins(String a, String b, String url, String expected) {
    List<Registration> one = List.of(registration("a", a), registration("b", b));
    List<Registration> other = List.of(registration("b", b), registration("a", a));

    assertThat(idOf(match(Targets.of(one), url))).isEqualTo(expected);
    assertThat(idOf(match(Targets.of(other), url))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://auth.example.com/oauth/token            | no
          https://auth.example.com/oauth/token/           | no
          https://auth.example.com/oauth/token?a=b        | no
          https://auth.example.com/oauth/token/?a=b       | no
          https://AUTH.example.com.:443/oauth/token       | no
          https://auth.example.com/oauth/%74oken          | no
          https://auth.example.com/x/../oauth/./token     | no
          https://auth.example.com/oauth/token;v=1        | no
          https://auth.example.com/oauth%2Ftoken          | no
          https://auth.example.com/oauth/token//          | yes
          https://auth.example.com/oauth/tokens           | yes
          https://auth.example.com/oauth                  | yes
          https://auth.example.com/api/x?redirect=/oauth/token | yes
          https://auth.example.com:8443/oauth/token       | no
          https://other.example.com/token                 | no
          https://other.example.com/token/                | no
          https://other.example.com/                      | yes
          """)
  void aTokenEndpointIsNeverAuthorizedWhoeversItIs(String url, String expected) {
    Registration a =
        registration("a", "*.example.com", "https://auth.example.com/oauth/token/?own=query");
    Registration b = registration("b", "api.example.org", "https://Other.example.com./token");

    TargetOwner match = match(Targets.of(List.of(a, b)), url);

    assertThat(match != null).isEqualTo(expected.equals("yes"));
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          access_token=x             | no
          access_token=              | no
          a=b&access_token=x         | no
          a=b&&access_token=x&c=d    | no
          access%5Ftoken=x           | no
          %61ccess_toke%6e=x         | no
          access_token               | yes
          access_tokens=x            | yes
          my_access_token=x          | yes
          a=access_token=x           | yes
          a=b%26access_token=x       | yes
          access%5                   | yes
          access%zztoken=x           | yes
          access_token%3Dx           | yes
          ''                         | yes
          &&                         | yes
          """)
  void aHopThatBringsItsOwnTokenInTheQueryIsLeftAlone(String query, String expected) {
    Targets targets = Targets.of(List.of(registration("a", "api.example.com")));

    TargetOwner match = ownerOf(targets.place("https", "api.example.com", -1, "/", query));

    assertThat(match != null).isEqualTo(expected.equals("yes"));
  }

  @Test
  void twoEqualTargetsInDifferentRegistrationsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Targets.of(
                    List.of(
                        registration("a", "api.example.com/v1/ www.example.com"),
                        registration("b", "https://API.example.com:443/%761"))))
        .withMessageContaining("registrations a and b")
        .withMessageContaining("https://API.example.com:443/%761");
  }

  @Test
  void targetsThatDifferInPortSchemeOrPrefixDoNotClash() {
    assertThat(
            Targets.clashes(
                List.of(
                    registration("a", "api.example.com api.example.com"),
                    registration("b", "api.example.com:8443 http://api.example.com"),
                    registration("d", "api.example.com:*"),
                    registration("c", "api.example.com/v1 *.api.example.com"))))
        .isEmpty();
  }

  @Test
  void theTokenEndpointAtAPortOfItsOwnIsNotAmongAnyPort() {
    Targets targets =
        Targets.of(List.of(registration("a", "http://localhost:*", "http://localhost:9000/token")));

    assertThat(match(targets, "http://localhost:9000/token/?x=y")).isNull();
    assertThat(match(targets, "http://localhost:9001/token")).isNotNull();
  }

  @Test
  void whateverAClientSaysMatchingNeverThrows() {
    Targets targets =
        Targets.of(
            List.of(registration("a", "*.example.com -*.example.com/x api.example.org/y [::1]")));
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(null);
    for (String text :
        List.of(
            "",
            ".",
            "..",
            "/",
            "//",
            "*",
            "%",
            "[",
            "]",
            "[]",
            ":",
            "::",
            "[:]",
            "@",
            "\\",
            "\0",
            "\ud800",
            "。",
            "xn--",
            "xn--\u00fc",
            "ü..example.com",
            "ü".repeat(5000) + ".example.com",
            ".example.com",
            "a.example.com",
            "api.example.org",
            "http",
            "https",
            "access_token=",
            "%2",
            "access_token%",
            "/%2",
            "/%25",
            "/%252",
            "/..",
            "/.",
            "a".repeat(100_000))) {
      texts.add(text);
    }
    for (String host : texts) {
      for (String other : texts) {
        for (int port : new int[] {-1, 0, 443, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
          targets.place("https", host, port, other, other);
        }
        targets.place(other, host, -1, host, host);
      }
    }
  }

  @Test
  void aHopThatIsAlreadyInNormalFormCostsNoAllocation() {
    Targets targets =
        Targets.of(List.of(registration("a", "api.example.com/v1 *.example.org -x.example.org/y")));
    String foreign = new String("www.example.net");
    for (int i = 0; i < 20_000; i++) { // long enough for every call site to be linked
      matchSome(targets, foreign);
    }

    long before = ALLOCATION.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20_000; i++) {
      matchSome(targets, foreign);
    }
    long allocated = ALLOCATION.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(20_000);
  }

  private static void matchSome(Targets targets, String foreign) {
    targets.place("https", foreign, 443, "/v1/x", "a=b");
    targets.place("https", "api.example.com", -1, "/v1/x", "a=b");
    targets.place("https", "www.example.org", 443, "/v1/x", null);
  }

  @Test
  void aTurkishLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      Targets targets = Targets.of(List.of(registration("a", "API.INTERNAL.EXAMPLE/I%69")));

      assertThat(ownerOf(targets.place("HTTPS", "api.internal.example", -1, "/Ii", null)))
          .isNotNull();
      assertThat(ownerOf(targets.place("https", "API.INTERNAL.example", -1, "/%49i", null)))
          .isNotNull();
      assertThat(ownerOf(targets.place("WSS", "api.ınternal.example", -1, "/Ii", null))).isNull();
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://example.com/realms/a                                | none
          https://example.com/realms/a/                               | none
          https://example.com/realms/a/protocol/openid-connect/token  | none
          https://example.com/realms/a/.well-known/openid-configuration | none
          https://EXAMPLE.com:443/realms/./a/account                  | none
          https://example.com/realms/a%2Faccount                      | none
          https://example.com/realms/ab                               | b
          https://example.com/realms/b                                | b
          https://example.com/api                                     | b
          https://example.com:8443/realms/a                           | other-port
          https://www.example.org/                                    | a
          """)
  void everythingUnderAnIssuerIsNeverAuthorizedWhoeversItIs(String url, String expected) {
    Registration discovering =
        RegistrationBuilder.of("a")
            .hosts(List.of(Target.parse("www.example.org")))
            .issuerUri(URI.create("https://example.com/realms/a"))
            .clientId("client")
            .build();
    Targets targets =
        Targets.of(
            List.of(
                discovering,
                registration("b", "example.com"),
                registration("other-port", "example.com:8443")));

    assertThat(idOf(match(targets, url))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} -> {1}, then {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://api.example.com/token        | a | none
          https://api.example.com/token/       | a | none
          https://api.example.com/token?x=y    | a | none
          https://api.example.com/token%2f     | a | none
          https://api.example.com/token/x      | a | a
          https://api.example.com/keys         | a | none
          https://api.example.com/v1           | a | a
          http://api.example.com/token         | none | none
          https://b.example.net/revoke         | b | none
          """)
  void anEndpointThatWasDiscoveredIsNeverAuthorizedFromThenOn(
      String url, String before, String after) {
    Registration a = registration("a", "api.example.com");
    Targets configured = Targets.of(List.of(a, registration("b", "*.example.net")));
    Targets discovered =
        configured
            .excluding(
                a,
                List.of(
                    URI.create("https://api.example.com/token"),
                    URI.create("https://api.example.com/keys/"),
                    URI.create("urn:not:an:address")))
            .excluding(a, List.of(URI.create("https://b.example.net/revoke")));

    assertThat(idOf(match(configured, url))).isEqualTo(before);
    assertThat(idOf(match(discovered, url))).isEqualTo(after);
  }

  /** An endpoint that is gone is discovered again and again. */
  @Test
  void endpointsThatAreKnownAlreadyAddNothing() {
    Registration a = registration("a", "api.example.com");
    List<URI> endpoints = List.of(URI.create("https://api.example.com/token"));
    Targets discovered = Targets.of(List.of(a)).excluding(a, endpoints);

    assertThat(discovered.excluding(a, endpoints)).isSameAs(discovered);
    assertThat(
            discovered.excluding(a, List.of(URI.create("https://api.example.com/token/?tenant=1"))))
        .isSameAs(discovered);
  }

  private static String idOf(@Nullable TargetOwner owner) {
    return owner == null ? "none" : owner.id();
  }

  private static @Nullable TargetOwner ownerOf(@Nullable Place place) {
    return place == null ? null : place.owner();
  }

  /** Splits a URL by hand, as no parser would leave all of these as they are. */
  private static @Nullable TargetOwner match(Targets targets, String url) {
    int host = url.indexOf("://") + 3;
    int path = url.indexOf('/', host);
    String authority = url.substring(host, path);
    int colon = authority.indexOf(':');
    int query = url.indexOf('?');
    return ownerOf(
        targets.place(
            url.substring(0, host - 3),
            colon < 0 ? authority : authority.substring(0, colon),
            colon < 0 ? -1 : Integer.parseInt(authority.substring(colon + 1)),
            query < 0 ? url.substring(path) : url.substring(path, query),
            query < 0 ? null : url.substring(query + 1)));
  }

  private static Registration registration(String id, String targets) {
    return registration(id, targets, "https://auth.invalid/token");
  }

  private static Registration registration(String id, String targets, String tokenUri) {
    List<Target> hosts = new ArrayList<>();
    List<Target> exclude = new ArrayList<>();
    for (String target : targets.split(" ", -1)) {
      if (target.startsWith("-")) {
        exclude.add(Target.parse(target.substring(1)));
      } else {
        hosts.add(Target.parse(target));
      }
    }
    return RegistrationBuilder.of(id)
        .hosts(hosts)
        .exclude(exclude)
        .tokenUri(URI.create(tokenUri))
        .clientId("client")
        .build();
  }
}
