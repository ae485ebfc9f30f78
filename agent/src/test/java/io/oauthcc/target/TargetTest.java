package io.oauthcc.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                             | is empty
          htps://api.example.com         | write "https://api.example.com"
          htp://api.example.com/x        | write "http://api.example.com/x"
          ws://api.example.com           | write "http://api.example.com"
          wss://api.example.com          | write "https://api.example.com"
          ftp://api.example.com          | unknown scheme "ftp"
          http//api.example.com          | write "http://api.example.com"
          https//api.example.com/x       | write "https://api.example.com/x"
          htps//api.example.com          | write "https://api.example.com"
          https:/api.example.com         | write "https://api.example.com"
          http:api.example.com           | write "http://api.example.com"
          //api.example.com              | write "https://api.example.com"
          https                          | broken scheme
          https:///api                   | no host
          /api                           | no host
          *                              | nearly everywhere
          *.com                          | nearly everywhere
          *.com.                         | nearly everywhere
          https://*.localhost            | nearly everywhere
          *example.com                   | no valid wildcard
          a.*.example.com                | no valid wildcard
          *.*.example.com                | no valid wildcard
          *.0.0.1                        | no valid wildcard
          *.192.0.2.1                    | no valid wildcard
          *.[::1]                        | no valid
          user@api.example.com           | write "api.example.com"
          https://u:pw@api.example.com/x | write "api.example.com/x"
          u:pw@api.example.com           | no user name or password
          api.example.com?x=y            | query or fragment
          api.example.com/x#y            | query or fragment
          api.example.com b.example.com  | separate targets with commas
          api.example.com\\x              | backslash
          api.example.com:               | no valid port
          api.example.com:0              | no valid port
          api.example.com:65536          | no valid port
          api.example.com:http           | no valid port
          api.example.com:80*            | or * alone for any
          api.example.com:**             | or * alone for any
          api.example.com:%2a            | no valid port
          [::1]:*0                       | no valid port
          *.example.com:80*              | no valid port
          *.example.com:*                | write the port, as in "*.example.com:8443"
          *.example.com:*                | or the host, as in "api.example.com:*"
          https://*.example.com:*/v1     | as in "https://*.example.com:8443/v1"
          https://*.example.com:*/v1     | as in "https://api.example.com:*/v1"
          *:*                            | nearly everywhere
          *.com:*                        | nearly everywhere
          **.example.com                 | no valid wildcard
          *://api.example.com            | write "https://api.example.com"
          http*://api.example.com        | write "https://api.example.com"
          http://1*7.0.0.1:8080          | no valid wildcard
          [::*]                          | no valid wildcard
          %2a.example.com                | no valid host
          api.example.com/*              | write "api.example.com"
          api.example.com/**             | write "api.example.com"
          api.example.com/api/private/*  | write "api.example.com/api/private"
          https://h:8080/api/**          | write "https://h:8080/api"
          http://localhost:*/api/**/     | write "http://localhost:*/api"
          *.example.com/api/*            | write "*.example.com/api"
          [::1]:8080/api/*/*             | write "[::1]:8080/api"
          api.example.com/api/v*         | as in "api.example.com/api/v1", or, if all below it
          api.example.com/*/admin        | as in "api.example.com/v1", or
          api.example.com/a/*.json       | if all below it is meant, "api.example.com/a"
          api.example.com/a*             | is no wildcard there
          *.example.com/é                | percent-encode
          *.example.com/a;b              | different ways
          api.example.com:-1             | no valid port
          api..example.com               | no valid host
          .example.com                   | no valid host
          api.example.com..              | no valid host
          api.exam$ple.com               | no valid host
          api%2eexample.com              | no valid host
          127.1                          | four decimal numbers
          010.0.0.1                      | four decimal numbers
          2130706433                     | four decimal numbers
          256.0.0.1                      | four decimal numbers
          ::1                            | in brackets
          fe80::1%eth0                   | in brackets
          [fe80::1%eth0]                 | without a zone
          [::1                           | no valid
          [1::2::3]                      | IPv6 address
          [127.0.0.1]                    | IPv6 address
          [::1]x                         | no valid port
          straße.example                 | beginning with xn--
          api.example.com/a/../../b      | different ways
          api.example.com/a;b            | different ways
          api.example.com/a%2fb          | different ways
          api.example.com/a%5Cb          | different ways
          api.example.com/a..b           | different ways
          api.example.com/%zz            | different ways
          api.example.com/é              | percent-encode
          """)
  void saysWhatIsWrongAndWhatWouldBeRight(String text, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.parse(text))
        .withMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2@api.example.com",
        "htps://user:hunter2@api.example.com/x",
        "user:hunter2@[::1",
        "hunter2@*",
        "https://hunter2@evil@api.example.com?x",
        "api.example.com/x?key=hunter2",
        "https://api.example.com?hunter2#hunter2",
        "user:hunter2@api.example.com/ x",
        "https:/user:hunter2@api.example.com",
        "http//user:hunter2@api.example.com",
        "//user:hunter2@api.example.com",
        "user:hunter/2@api.example.com",
      })
  void neverRepeatsAPassword(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter"));
  }

  @Test
  void equalTargetsMatchTheSameHops() {
    assertThat(Target.parse("api.example.com"))
        .isEqualTo(Target.parse(" https://API.example.com.:443/ "))
        .hasSameHashCodeAs(Target.parse("https://api.example.com:443"))
        .isNotEqualTo(Target.parse("http://api.example.com"))
        .isNotEqualTo(Target.parse("api.example.com:8443"))
        .isNotEqualTo(Target.parse("api.example.com/x"))
        .isNotEqualTo(Target.parse("*.api.example.com"));
    assertThat(Target.parse("[::1]/a/")).isEqualTo(Target.parse("[0::0:1]/a"));
    assertThat(Target.parse("http://localhost:*"))
        .isEqualTo(Target.parse("http://LOCALHOST:*/"))
        .hasSameHashCodeAs(Target.parse("http://localhost:*"))
        .isNotEqualTo(Target.parse("http://localhost:8080"))
        .isNotEqualTo(Target.parse("http://localhost"))
        .isNotEqualTo(Target.parse("localhost:*"));
    assertThat(Target.parse("api.example.com/a%2Ab%28c%29%7e"))
        .isEqualTo(Target.parse("api.example.com/a%2ab(c)~"));
  }

  @Test
  void isPrintedAsWritten() {
    assertThat(Target.parse(" API.example.com:443/x/ ")).hasToString("API.example.com:443/x/");
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource({
    "http://localhost,false",
    "http://LOCALHOST.:8080/x,false",
    "http://127.0.0.1,false",
    "http://127.255.0.9:1,false",
    "http://[::1],false",
    "http://[0:0::1],false",
    "https://api.example.com,false",
    "http://api.example.com,true",
    "http://localhost.example.com,true",
    "http://127.example.com,true",
    "http://128.0.0.1,true",
    "http://[::2],true",
    "http://*.localhost.example,true",
    "http://localhost:*,false",
    "http://[::1]:*,false",
    "http://api.example.com:*,true",
  })
  void plainHttpIsInsecureUnlessItStaysOnThisMachine(String text, boolean insecure) {
    assertThat(Target.parse(text).isInsecure()).isEqualTo(insecure);
  }

  @ParameterizedTest(name = "[{index}] {0} covers {1}: {2}")
  @CsvSource({
    "*.example.com,api.example.com,true",
    "*.example.com,*.eu.example.com,true",
    "*.example.com,*.example.com,true",
    "*.example.com,example.com,false",
    "*.eu.example.com,*.example.com,false",
    "api.example.com,api.example.com/x,true",
    "api.example.com/x,api.example.com,false",
    "api.example.com/x,api.example.com/xy,false",
    "api.example.com,*.api.example.com,false",
    "api.example.com,http://api.example.com,false",
    "api.example.com:*,api.example.com,true",
    "api.example.com:*,api.example.com:8443/x,true",
    "api.example.com:*,api.example.com:*,true",
    "api.example.com,api.example.com:*,false",
    "api.example.com:*,http://api.example.com:8080,false",
    "*.example.com,api.example.com:*,false",
  })
  void coversWhatIsWhollyWithinIt(String wide, String narrow, boolean covers) {
    assertThat(Target.parse(wide).covers(Target.parse(narrow))).isEqualTo(covers);
  }
}
