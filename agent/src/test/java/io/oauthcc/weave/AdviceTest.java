package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdviceTest {

  private static final List<String> CLIENT_PACKAGES =
      List.of("sun/net/", "jdk/internal/", "java/net/http/", "okhttp3/");

  static List<Client> clients() {
    return Clients.all();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void a_client_is_checked_for_every_member_that_its_advice_uses(Client client) throws IOException {
    Set<String> used = new TreeSet<>();
    for (AdvisedMethod method : client.methods) {
      ClassCode.of(classFile(method.adviceName)).references().values().forEach(used::addAll);
    }
    used.removeIf(member -> CLIENT_PACKAGES.stream().noneMatch(member::startsWith));

    Set<String> checked = new TreeSet<>(List.of(client.members));
    checked.addAll(List.of(client.membersOfMissableClasses));
    checked.addAll(List.of(client.absentMembers));
    assertThat(checked).containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void advice_calls_nothing_of_the_agent_but_the_hook(Client client) throws IOException {
    for (AdvisedMethod method : client.methods) {
      assertThat(ClassCode.of(classFile(method.adviceName)).references().get("enter"))
          .satisfiesAnyOf(
              used -> assertThat(used).isNull(),
              used -> assertThat(used).noneMatch(member -> member.startsWith("io/oauthcc/")));
    }
  }

  private static byte[] classFile(String className) throws IOException {
    return Objects.requireNonNull(
        new ClassFiles(AdviceTest.class.getClassLoader()).read(className), className);
  }
}
